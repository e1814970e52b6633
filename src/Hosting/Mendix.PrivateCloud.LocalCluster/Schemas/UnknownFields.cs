using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Finds or removes fields that a schema does not name.</summary>
internal static class UnknownFields
{
    public static void Remove(Schema schema, JsonObject value) => Walk(schema, value, "", null, remove: true);

    /// <summary>Each as <c>unknown field "spec.typo"</c>.</summary>
    public static IReadOnlyList<string> Find(Schema schema, JsonObject value)
    {
        var found = new List<string>();
        Walk(schema, value, "", found, remove: false);
        return found;
    }

    private static void Walk(Schema schema, JsonNode? node, string path, List<string>? found, bool remove)
    {
        switch (node)
        {
            case JsonObject fields:
                WalkObject(schema, fields, path, found, remove);
                break;
            case JsonArray items when schema.Items is { } itemSchema:
                for (var i = 0; i < items.Count; i++)
                {
                    if (items[i] is JsonObject or JsonArray)
                    {
                        Walk(itemSchema, items[i], found is null ? "" : $"{path}[{i}]", found, remove);
                    }
                }

                break;
        }
    }

    private static void WalkObject(Schema schema, JsonObject fields, string path, List<string>? found, bool remove)
    {
        List<string>? unknown = null;
        foreach (var (name, value) in fields)
        {
            var childPath = found is null ? "" : path.Length == 0 ? name : $"{path}.{name}";
            if (schema.Child(name) is { } child)
            {
                if (value is JsonObject or JsonArray)
                {
                    Walk(child, value, childPath, found, remove);
                }
            }
            else if (!schema.PreserveUnknownFields && schema.Type is not SchemaType.Any)
            {
                (unknown ??= []).Add(name);
                found?.Add($"unknown field \"{childPath}\"");
            }
        }

        if (remove && unknown is not null)
        {
            unknown.ForEach(name => fields.Remove(name));
        }
    }
}
