using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Elements of a set, and the keys of a list map, occur once. Each repeated value is reported once.</summary>
internal static class ListUniqueness
{
    public static void Check(Schema schema, JsonArray items, string path, ICollection<FieldError> errors)
    {
        var seen = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var key = schema.ListType == ListType.Map ? KeyOf(schema, items[i]) : items[i];
            var text = key?.ToJsonString() ?? "null";
            seen.TryGetValue(text, out var times);
            seen[text] = times + 1;
            if (times == 1)
            {
                errors.Add(FieldError.Duplicate($"{path}[{i}]", key));
            }
        }
    }

    private static JsonObject KeyOf(Schema schema, JsonNode? item)
    {
        var key = new JsonObject();
        foreach (var name in schema.ListMapKeys)
        {
            if (item is JsonObject fields && fields.TryGetPropertyValue(name, out var value))
            {
                key[name] = value?.DeepClone();
            }
        }

        return key;
    }
}
