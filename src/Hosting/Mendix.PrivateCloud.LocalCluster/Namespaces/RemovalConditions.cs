using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.GarbageCollection;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Namespaces;

/// <summary>Says in a namespace's status what still keeps it.</summary>
internal static class RemovalConditions
{
    public static JsonObject Set(
        JsonObject space, IReadOnlyList<(GroupResource Resource, StoredObject Value)> left, DateTimeOffset now)
    {
        var resources = left.GroupBy(item => item.Resource).Select(group => $"{group.Key} has {group.Count()} resource instances");
        var finalizers = left
            .SelectMany(item => OwnerReferences.FinalizersOf(item.Value))
            .GroupBy(name => name)
            .Select(group => $"{group.Key} in {group.Count()} resource instances");
        space["status"] = new JsonObject
        {
            ["phase"] = "Terminating",
            ["conditions"] = new JsonArray(
                Condition(space, "NamespaceContentRemaining", "SomeResourcesRemain", $"Some resources are remaining: {string.Join(", ", resources)}", now),
                Condition(
                    space, "NamespaceFinalizersRemaining", "SomeFinalizersRemain", $"Some content in the namespace has finalizers remaining: {string.Join(", ", finalizers)}", now)),
        };
        return space;
    }

    private static JsonObject Condition(JsonObject space, string type, string reason, string message, DateTimeOffset now)
    {
        var present = space["status"].Objects("conditions").FirstOrDefault(condition => condition.String("type") == type);
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = "True",
            ["lastTransitionTime"] = present.String("lastTransitionTime") ?? now.ToKubernetesTime(),
            ["reason"] = reason,
            ["message"] = message,
        };
    }
}
