using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Namespaces;

/// <summary>Objects are made only in namespaces that exist and are not being removed.</summary>
internal sealed class NamespaceRules(ObjectStore store)
{
    /// <summary>The namespaces that every cluster has and keeps.</summary>
    public static IReadOnlyList<string> AlwaysThere { get; } = ["default", "kube-system"];

    /// <summary>Runs inside the store's lock, so that no object slips into a namespace that goes away at the same moment.</summary>
    public void CheckCreation(ResourceType type, string space, string name)
    {
        if (!type.Namespaced)
        {
            return;
        }

        var found = store.Find(GroupResource.Namespaces, new ObjectKey("", space)) ?? throw Failures.NotFound(GroupResource.Namespaces, space);
        if (found.IsBeingDeleted)
        {
            throw Failures.Forbidden(
                type.Named(),
                name,
                $"unable to create new content in namespace {space} because it is being terminated",
                Failures.Cause("NamespaceTerminating", $"namespace {space} is being terminated", "metadata.namespace"));
        }
    }
}
