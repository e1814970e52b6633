using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Walks a value beside its schema and collects every violation.</summary>
internal static class SchemaValidator
{
    public static IReadOnlyList<FieldError> Validate(Schema schema, JsonObject value, JsonObject? old)
    {
        var errors = new List<FieldError>();
        Validate(schema, value, old, "", errors);
        return errors;
    }

    internal static void Validate(Schema schema, JsonNode? value, JsonNode? old, string path, List<FieldError> errors)
    {
        if (value is null && schema.Nullable)
        {
            return;
        }

        if (TypeError(schema, value) is { } expected)
        {
            errors.Add(FieldError.TypeInvalid(path, TypeName(value), expected));
            return;
        }

        if (schema.Rules is { } rules)
        {
            ValueRuleCheck.Check(rules, value, path, errors);
        }

        FormatCheck.Check(schema.Format, value, path, errors);
        switch (value)
        {
            case JsonObject fields:
                ValidateObject(schema, fields, old as JsonObject, path, errors);
                break;
            case JsonArray items:
                ValidateArray(schema, items, old as JsonArray, path, errors);
                break;
        }
    }

    internal static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static void ValidateObject(Schema schema, JsonObject fields, JsonObject? old, string path, List<FieldError> errors)
    {
        foreach (var name in schema.Required)
        {
            if (!fields.ContainsKey(name))
            {
                errors.Add(FieldError.Required(Join(path, name)));
            }
        }

        foreach (var (name, value) in fields)
        {
            if (schema.Child(name) is { } child && !IsTrivial(child, value))
            {
                Validate(child, value, old?[name], Join(path, name), errors);
            }
        }

        schema.ObjectRule?.Invoke(path, fields, old, errors);
    }

    // Most values are plain strings without rules; they need no path.
    private static bool IsTrivial(Schema schema, JsonNode? value) =>
        schema is { Type: SchemaType.String, Rules: null, Format: null } && Json.Kind(value) == JsonValueKind.String;

    private static void ValidateArray(Schema schema, JsonArray items, JsonArray? old, string path, List<FieldError> errors)
    {
        if (schema.Items is not { } itemSchema)
        {
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (!IsTrivial(itemSchema, items[i]))
            {
                var previous = old is not null && i < old.Count ? old[i] : null;
                Validate(itemSchema, items[i], previous, $"{path}[{i}]", errors);
            }
        }

        if (schema.ListType != ListType.Atomic && items.Count > 1)
        {
            ListUniqueness.Check(schema, items, path, errors);
        }
    }

    private static string? TypeError(Schema schema, JsonNode? value)
    {
        var kind = Json.Kind(value);
        if (schema.IntOrString)
        {
            return kind == JsonValueKind.String || IsInteger(value) ? null : "integer,string";
        }

        return schema.Type switch
        {
            SchemaType.Object => kind == JsonValueKind.Object ? null : "object",
            SchemaType.Array => kind == JsonValueKind.Array ? null : "array",
            SchemaType.String => kind == JsonValueKind.String ? null : "string",
            SchemaType.Boolean => kind is JsonValueKind.True or JsonValueKind.False ? null : "boolean",
            SchemaType.Number => kind == JsonValueKind.Number ? null : "number",
            SchemaType.Integer => IsInteger(value) ? null : "integer",
            _ => null,
        };
    }

    private static bool IsInteger(JsonNode? value) => value is JsonValue scalar && Json.TryInteger(scalar, out _);

    private static string TypeName(JsonNode? value) => Json.Kind(value) switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => IsInteger(value) ? "integer" : "number",
        _ => "null",
    };
}
