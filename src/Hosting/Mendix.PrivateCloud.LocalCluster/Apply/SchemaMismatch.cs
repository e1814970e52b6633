using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>What cannot be owned: unknown fields, wrong types, elements without a key, the same key twice.</summary>
internal static class SchemaMismatch
{
    /// <summary>Each with its path, as <c>.spec.typo: field not declared in schema</c>.</summary>
    public static IReadOnlyList<string> Find(Schema schema, JsonObject value)
    {
        List<string>? found = null;
        Find(schema, value, "", ref found);
        return found ?? [];
    }

    private static void Find(Schema schema, JsonNode? value, string path, ref List<string>? found)
    {
        if (value is null)
        {
            return;
        }

        if (Expected(schema, value) is { } expected)
        {
            (found ??= []).Add($"{path}: expected {expected}");
            return;
        }

        switch (value)
        {
            case JsonObject fields:
                FindInFields(schema, fields, path, ref found);
                break;
            case JsonArray items:
                FindInItems(schema, items, path, ref found);
                break;
        }
    }

    private static void FindInFields(Schema schema, JsonObject fields, string path, ref List<string>? found)
    {
        foreach (var (name, value) in fields)
        {
            if (schema.Child(name) is null && !schema.PreserveUnknownFields && schema.Type != SchemaType.Any)
            {
                (found ??= []).Add($"{path}.{name}: field not declared in schema");
            }
            else if (value is not null)
            {
                Find(Ownership.Child(schema, name), value, $"{path}.{name}", ref found);
            }
        }
    }

    private static void FindInItems(Schema schema, JsonArray items, string path, ref List<string>? found)
    {
        var seen = new HashSet<PathElement>();
        for (var i = 0; i < items.Count; i++)
        {
            var step = new PathElement(PathElementKind.Index, i.ToString(CultureInfo.InvariantCulture));
            if (schema.ListType != ListType.Atomic)
            {
                try
                {
                    step = PathElement.OfListItem(schema, items[i]);
                }
                catch (FormatException problem)
                {
                    (found ??= []).Add($"{path}: element {i}: {problem.Message}");
                    return;
                }

                if (!seen.Add(step))
                {
                    (found ??= []).Add($"{path}: duplicate entries for key {step}");
                }
            }

            Find(Ownership.Item(schema), items[i], path + step, ref found);
        }
    }

    /// <summary>What stands in the place of a value of the right type; null if the type is right.</summary>
    private static string? Expected(Schema schema, JsonNode value)
    {
        var kind = Json.Kind(value);
        return schema.Type switch
        {
            SchemaType.Any => null,
            SchemaType.Object => value is JsonObject ? null : $"map, got &{{{GoText.Plain(value)}}}",
            SchemaType.Array => value is JsonArray ? null : $"list, got &{{{GoText.Plain(value)}}}",
            SchemaType.Integer or SchemaType.Number => kind == JsonValueKind.Number ? null : $"numeric (int or float), got {GoText.GoType(value)}",
            SchemaType.Boolean => kind is JsonValueKind.True or JsonValueKind.False ? null : $"boolean, got &{{{GoText.Plain(value)}}}",
            _ => kind == JsonValueKind.String || schema.Format is "date-time"
                ? null
                : $"string, got &value.valueUnstructured{{Value:{GoText.Source(value)}}}",
        };
    }
}
