using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mendix.PrivateCloud.Kubernetes.Definitions;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace CrdGenerator;

/// <summary>Makes structural schemas from C# types and the attributes of their properties.</summary>
internal sealed class SchemaBuilder(Documentation documentation)
{
    /// <summary>The schema of a whole object; the server knows metadata better than any schema of ours.</summary>
    public JsonSchema BuildRoot(Type type)
    {
        var own = Build(type);
        var properties = new Dictionary<string, JsonSchema>
        {
            ["apiVersion"] = new() { Type = "string", Description = "Group and version." },
            ["kind"] = new() { Type = "string", Description = "The kind." },
            ["metadata"] = new() { Type = "object" },
        };
        foreach (var (name, schema) in own.Properties!)
        {
            properties.TryAdd(name, schema);
        }

        own.Properties = properties;
        own.Description = documentation.Summary(type);
        return own;
    }

    private JsonSchema Build(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Scalar(type) ?? Collection(type) ?? Object(type);
    }

    private static JsonSchema? Scalar(Type type)
    {
        if (type == typeof(IntOrString) || type == typeof(Quantity))
        {
            return new JsonSchema
            {
                AnyOf = [new JsonSchema { Type = "integer" }, new JsonSchema { Type = "string" }],
                Pattern = type == typeof(Quantity) ? Quantity.Pattern : null,
                IntOrString = true,
            };
        }

        return type switch
        {
            _ when type == typeof(string) => new JsonSchema { Type = "string" },
            _ when type == typeof(SensitiveString) => new JsonSchema { Type = "string", Format = "password" },
            _ when type == typeof(bool) => new JsonSchema { Type = "boolean" },
            _ when type == typeof(int) => new JsonSchema { Type = "integer", Format = "int32" },
            _ when type == typeof(long) => new JsonSchema { Type = "integer", Format = "int64" },
            _ when type == typeof(DateTimeOffset) => new JsonSchema { Type = "string", Format = "date-time" },
            _ when type == typeof(JsonElement) => new JsonSchema { Type = "object", PreserveUnknownFields = true },
            _ => null,
        };
    }

    private JsonSchema? Collection(Type type)
    {
        if (!type.IsGenericType)
        {
            return null;
        }

        return type.GetGenericTypeDefinition() == typeof(List<>)
            ? new JsonSchema { Type = "array", Items = Build(type.GenericTypeArguments[0]) }
            : new JsonSchema { Type = "object", AdditionalProperties = Build(type.GenericTypeArguments[1]) };
    }

    private JsonSchema Object(Type type)
    {
        var schema = new JsonSchema { Type = "object", Properties = [] };
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonExtensionDataAttribute>() is not null)
            {
                schema.PreserveUnknownFields = true;
                continue;
            }

            if (property.DeclaringType != type)
            {
                continue;
            }

            var name = JsonName(property);
            schema.Properties.Add(name, Property(property));
            if (property.GetCustomAttribute<RequiredAttribute>() is not null)
            {
                (schema.Required ??= []).Add(name);
            }
        }

        return schema;
    }

    private JsonSchema Property(PropertyInfo property)
    {
        var schema = Build(property.PropertyType);
        schema.Description = documentation.Summary(property);
        Constrain(schema.Items ?? schema.AdditionalProperties ?? schema, property);
        if (property.GetCustomAttribute<DefaultValueAttribute>() is { Value: { } value })
        {
            schema.Default = value is int number
                ? JsonSerializer.SerializeToElement(number)
                : JsonSerializer.SerializeToElement((string)value);
        }

        if (property.GetCustomAttribute<ListMapKeyAttribute>() is { } listMap)
        {
            schema.ListType = "map";
            schema.ListMapKeys = [listMap.Key];
        }

        return schema;
    }

    private static void Constrain(JsonSchema schema, PropertyInfo property)
    {
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            schema.Enum = [.. allowed.Values.Cast<string>()];
        }

        if (property.GetCustomAttribute<RegularExpressionAttribute>() is { } expression)
        {
            schema.Pattern = expression.Pattern;
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema.Minimum = Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture);
            var maximum = Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture);
            schema.Maximum = maximum == int.MaxValue ? null : maximum;
        }
    }

    private static string JsonName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
