using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>Writes the fields of a plan as JSON Schema, from the same record and attributes that binding and validation use.</summary>
internal static class PlanJsonSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    public static JsonObject Of(PlanSchema schema)
    {
        var properties = new JsonObject();
        foreach (var (property, field) in schema.Properties)
        {
            properties.Add(field.Name, Property(property, field));
        }

        var root = new JsonObject
        {
            ["$schema"] = Dialect,
            ["title"] = schema.PlanType.Name,
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        // A field with a default may be left out, also where it must not be empty.
        var required = schema.Fields.Where(field => field.IsRequired && field.Default is (null or "")).Select(field => (JsonNode)field.Name).ToArray();
        if (required.Length > 0)
        {
            root["required"] = new JsonArray(required);
        }

        return root;
    }

    private static JsonObject Property(PropertyInfo property, PlanField field)
    {
        var node = ValueOf(field.Type);
        if (field.Description is not null)
        {
            node["description"] = field.Description;
        }

        if (field.IsSecret)
        {
            node["writeOnly"] = true;
            node["format"] = "password";
        }
        else if (field.Default is { } value && value is not "")
        {
            node["default"] = JsonSerializer.SerializeToNode(value, PlanBinder.Options);
        }

        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>())
        {
            Constrain(node, attribute, field);
        }

        return node;
    }

    private static JsonObject ValueOf(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(SecretValue) => new JsonObject { ["type"] = "string" },
        _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        _ when type == typeof(int) || type == typeof(long) => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(double) || type == typeof(decimal) => new JsonObject { ["type"] = "number" },
        _ when type.IsEnum => new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)PlanSchema.WireName(name))]),
        },
        _ when ElementOf(type) is { } element => new JsonObject { ["type"] = "array", ["items"] = ValueOf(element) },
        _ when type == typeof(Uri) => new JsonObject { ["type"] = "string", ["format"] = "uri" },
        _ => [],
    };

    private static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var element] ? element
        : null;

    private static void Constrain(JsonObject node, ValidationAttribute attribute, PlanField field)
    {
        switch (attribute)
        {
            case RequiredAttribute when node["type"]?.GetValue<string>() == "string" && node["minLength"] is null:
                node["minLength"] = 1;
                break;
            case RangeAttribute range:
                node[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = JsonSerializer.SerializeToNode(range.Minimum);
                node[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = JsonSerializer.SerializeToNode(range.Maximum);
                break;
            case StringLengthAttribute length:
                node["maxLength"] = length.MaximumLength;
                node["minLength"] = Math.Max(length.MinimumLength, field.IsRequired ? 1 : 0);
                break;
            case MaxLengthAttribute length:
                node["maxLength"] = length.Length;
                break;
            case MinLengthAttribute length:
                node["minLength"] = length.Length;
                break;
            case RegularExpressionAttribute expression:
                // The attribute matches the whole value, JSON Schema any part of it.
                node["pattern"] = $"^(?:{expression.Pattern})$";
                break;
            case AllowedValuesAttribute allowed:
                node["enum"] = new JsonArray([.. allowed.Values.Select(value => JsonSerializer.SerializeToNode(value, PlanBinder.Options))]);
                break;
        }
    }
}
