using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Patching;

/// <summary>Lists of scalars that a strategic merge patch treats as sets.</summary>
internal static class ScalarLists
{
    public static void Remove(JsonObject target, string name, JsonNode? unwanted)
    {
        if (target[name] is not JsonArray items || unwanted is not JsonArray values)
        {
            return;
        }

        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (Contains(values, items[i]))
            {
                items.RemoveAt(i);
            }
        }
    }

    public static bool Contains(IEnumerable<JsonNode?> items, JsonNode? value) => items.Any(item => JsonNode.DeepEquals(item, value));
}
