using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.GarbageCollection;

/// <summary>Owner references and finalizers inside an object.</summary>
internal static class OwnerReferences
{
    public static IReadOnlyList<string> FinalizersOf(StoredObject value) =>
        [.. value.Parse()["metadata"].Array("finalizers")?.Select(Json.AsString).OfType<string>() ?? []];

    /// <summary>The owner must not go before this dependent has gone.</summary>
    public static bool Blocks(StoredObject dependent, string ownerUid) => dependent.Parse()["metadata"]
        .Objects("ownerReferences")
        .Any(owner => owner.String("uid") == ownerUid && owner.Boolean("blockOwnerDeletion"));

    public static JsonObject Remove(JsonObject value, Func<string, bool> isGone)
    {
        var metadata = value["metadata"]!.AsObject();
        RemoveWhere(metadata, "ownerReferences", owner => isGone(owner.String("uid") ?? ""));
        return value;
    }

    public static JsonObject RemoveFinalizer(JsonObject value, string finalizer)
    {
        RemoveWhere(value["metadata"]!.AsObject(), "finalizers", name => Json.AsString(name) == finalizer);
        return value;
    }

    private static void RemoveWhere(JsonObject metadata, string name, Predicate<JsonNode?> unwanted)
    {
        if (metadata.Array(name) is not { } items)
        {
            return;
        }

        items.RemoveAll(item => unwanted(item));
        if (items.Count == 0)
        {
            metadata.Remove(name);
        }
    }
}
