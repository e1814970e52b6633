using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Namespaces;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Deletion;

/// <summary>Deletes at once, or marks as being deleted what still has finalizers.</summary>
internal sealed class ObjectDeleter(ObjectStore store, TimeProvider timeProvider)
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";
    public const string DefinitionFinalizer = "customresourcecleanup.apiextensions.k8s.io";

    /// <summary>The last or the marked state of the object, and whether it is gone.</summary>
    public (StoredObject Object, bool Gone) Delete(ResourceType type, ObjectKey key, DeleteOptions options)
    {
        while (true)
        {
            var current = store.Find(type.StoredAs(), key) ?? throw Failures.NotFound(type.Named(), key.Name);
            CheckPreconditions(type, current, options);
            if (type.StoredAs() == GroupResource.Namespaces && NamespaceRules.AlwaysThere.Contains(current.Name))
            {
                throw Failures.Forbidden(type.Named(), current.Name, "this namespace may not be deleted");
            }

            if (TryDelete(type, current, options) is { } outcome)
            {
                return outcome;
            }
        }
    }

    private (StoredObject Object, bool Gone)? TryDelete(ResourceType type, StoredObject current, DeleteOptions options)
    {
        var value = current.Parse();
        var metadata = value["metadata"]!.AsObject();
        var finalizers = Finalizers(type, metadata, options.Policy);
        SetFinalizers(metadata, finalizers);
        if (!current.IsBeingDeleted)
        {
            metadata["deletionTimestamp"] = timeProvider.GetUtcNow().ToKubernetesTime();
            metadata["deletionGracePeriodSeconds"] = 0;
            if (metadata.Integer("generation") is { } generation)
            {
                metadata["generation"] = generation + 1;
            }

            if (type is { Kind: "Namespace", IsCustom: false })
            {
                value["status"] = new JsonObject { ["phase"] = "Terminating" };
            }
        }

        var gone = ObjectMetadata.IsFinished(type, value);
        if (options.DryRun)
        {
            return (current, gone);
        }

        if (gone)
        {
            return store.Remove(type.StoredAs(), current, value) is { } last ? (last, true) : null;
        }

        if (current.IsBeingDeleted && finalizers.SequenceEqual(FinalizersOf(current.Parse()["metadata"]!.AsObject())))
        {
            return (current, false);
        }

        return store.Replace(type.StoredAs(), current, value) is { } marked ? (marked, false) : null;
    }

    /// <summary>Background leaves no mark of its own, and takes away those of an earlier, different request.</summary>
    private List<string> Finalizers(ResourceType type, JsonObject metadata, DependentsPolicy policy)
    {
        var finalizers = FinalizersOf(metadata).Where(name => name is not ForegroundFinalizer and not OrphanFinalizer).ToList();
        if (type is { Kind: "CustomResourceDefinition", IsCustom: false }
            && metadata["deletionTimestamp"] is null
            && !finalizers.Contains(DefinitionFinalizer))
        {
            finalizers.Add(DefinitionFinalizer);
        }

        var uid = metadata.String("uid") ?? "";
        if (policy == DependentsPolicy.Foreground)
        {
            finalizers.Add(ForegroundFinalizer);
        }
        else if (policy == DependentsPolicy.Orphan && store.Read(owners => owners.HasDependents(uid)))
        {
            finalizers.Add(OrphanFinalizer);
        }

        return finalizers;
    }

    private static IEnumerable<string> FinalizersOf(JsonObject metadata) =>
        metadata.Array("finalizers")?.Select(Json.AsString).OfType<string>() ?? [];

    private static void SetFinalizers(JsonObject metadata, List<string> finalizers)
    {
        if (finalizers.Count == 0)
        {
            metadata.Remove("finalizers");
        }
        else
        {
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(name => (JsonNode)name)]);
        }
    }

    private static void CheckPreconditions(ResourceType type, StoredObject current, DeleteOptions options)
    {
        // Kubernetes names the kind here, not the resource.
        var named = new GroupResource(type.Group, type.Kind);
        if (options.Uid is { Length: > 0 } uid && uid != current.Uid)
        {
            throw Failures.Conflict(
                named,
                current.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({current.Uid}). The object might have been deleted and then recreated");
        }

        if (options.ResourceVersion is { Length: > 0 } version && version != current.ResourceVersion.ToString())
        {
            throw Failures.Conflict(
                named,
                current.Name,
                $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({current.ResourceVersion}). The object might have been modified");
        }
    }
}
