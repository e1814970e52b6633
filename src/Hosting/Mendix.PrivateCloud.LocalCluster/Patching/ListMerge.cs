using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Patching;

/// <summary>Merges one list of a strategic merge patch, and puts the result in the order that Kubernetes gives it.</summary>
internal static class ListMerge
{
    /// <param name="original">The stored list.</param>
    /// <param name="patch">The list in the patch; empty if the patch only orders.</param>
    /// <param name="schema">The schema of the list.</param>
    /// <param name="order">The wanted order (<c>$setElementOrder</c>); null for the order of the patch.</param>
    public static JsonArray Merge(JsonArray original, JsonArray patch, Schema? schema, JsonArray? order)
    {
        var key = schema?.PatchMergeKey;
        var before = original.Select(item => item?.DeepClone()).ToList();
        var merged = key is null ? MergeScalars(before, patch) : MergeObjects(before, patch, key, schema?.Items);
        return Arrange(merged, order ?? patch, original, key);
    }

    private static List<JsonNode?> MergeScalars(List<JsonNode?> items, JsonArray patch)
    {
        foreach (var value in patch)
        {
            if (!ScalarLists.Contains(items, value))
            {
                items.Add(value?.DeepClone());
            }
        }

        return items;
    }

    private static List<JsonNode?> MergeObjects(List<JsonNode?> items, JsonArray patch, string key, Schema? itemSchema)
    {
        if (patch.Any(element => (element as JsonObject).String(StrategicMergePatch.Directive) == "replace"))
        {
            items.Clear();
        }

        foreach (var element in patch.OfType<JsonObject>())
        {
            switch (element.String(StrategicMergePatch.Directive))
            {
                case "delete":
                    var unwanted = KeyOf(element, key);
                    items.RemoveAll(item => HasKey(item, key, unwanted));
                    break;
                case "replace":
                    break;
                default:
                    MergeObject(items, element, key, itemSchema);
                    break;
            }
        }

        return items;
    }

    private static void MergeObject(List<JsonNode?> items, JsonObject element, string key, Schema? itemSchema)
    {
        var value = KeyOf(element, key);
        var index = items.FindIndex(item => HasKey(item, key, value));
        if (index >= 0 && items[index] is JsonObject existing)
        {
            items[index] = StrategicMergePatch.Merge(existing, element, itemSchema);
        }
        else
        {
            items.Add(StrategicMergePatch.WithoutDirectives((JsonNode)element));
        }
    }

    private static JsonNode KeyOf(JsonObject element, string key) =>
        element[key] ?? throw new PatchException($"map: {element.ToJsonString(Json.Relaxed)} does not contain declared merge key: {key}");

    private static bool HasKey(JsonNode? item, string key, JsonNode value) => JsonNode.DeepEquals((item as JsonObject)?[key], value);

    /// <summary>
    /// What the order names comes in that order; what only the server has keeps its place relative to elements that
    /// were there before.
    /// </summary>
    private static JsonArray Arrange(List<JsonNode?> merged, JsonArray order, JsonArray serverOrder, string? key)
    {
        var wanted = order.Select(item => Identity(item, key)).ToList();
        var former = serverOrder.Select(item => Identity(item, key)).ToList();
        var ordered = new Queue<JsonNode?>(merged
            .Where(item => Index(wanted, item) >= 0)
            .OrderBy(item => Index(wanted, item)));
        var serverOnly = new Queue<JsonNode?>(merged
            .Where(item => Index(wanted, item) < 0)
            .OrderBy(item => Index(former, item)));
        var result = new JsonArray();
        while (ordered.Count + serverOnly.Count > 0)
        {
            var takeServer = ordered.Count == 0 || (serverOnly.Count > 0 && Precedes(serverOnly.Peek(), ordered.Peek()));
            result.Add((takeServer ? serverOnly : ordered).Dequeue());
        }

        return result;

        int Index(List<JsonNode?> identities, JsonNode? item) =>
            identities.FindIndex(identity => JsonNode.DeepEquals(identity, Identity(item, key)));

        bool Precedes(JsonNode? left, JsonNode? right) => Index(former, left) is >= 0 and var l && Index(former, right) is >= 0 and var r && l < r;
    }

    private static JsonNode? Identity(JsonNode? item, string? key) => key is null ? item : (item as JsonObject)?[key];
}
