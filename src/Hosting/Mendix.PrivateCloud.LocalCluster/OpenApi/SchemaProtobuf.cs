using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Protobuf;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>One OpenAPI v2 schema as a gnostic message.</summary>
internal static class SchemaProtobuf
{
    private static readonly (string Name, int Field)[] Texts = [("$ref", 1), ("format", 2), ("title", 3), ("description", 4), ("pattern", 13)];

    private static readonly (string Name, int Field)[] Reals = [("multipleOf", 6), ("maximum", 7), ("minimum", 9)];

    private static readonly (string Name, int Field)[] Flags = [("exclusiveMaximum", 8), ("exclusiveMinimum", 10), ("uniqueItems", 16)];

    private static readonly (string Name, int Field)[] Counts =
        [("maxLength", 11), ("minLength", 12), ("maxItems", 14), ("minItems", 15), ("maxProperties", 17), ("minProperties", 18)];

    public static WireWriter Write(JsonObject schema)
    {
        var message = new WireWriter();
        foreach (var (name, field) in Texts)
        {
            message.Text(field, schema.String(name));
        }

        foreach (var (name, field) in Reals)
        {
            message.Real(field, schema[name] is JsonValue value && Json.TryDecimal(value, out var number) ? (double)number : null);
        }

        foreach (var (name, field) in Flags)
        {
            message.Number(field, schema.Boolean(name) ? 1 : null);
        }

        foreach (var (name, field) in Counts)
        {
            message.Number(field, schema.Integer(name));
        }

        message.Message(5, OpenApiV2Protobuf.Any(schema["default"]));
        message.Texts(19, schema.Array("required")?.Select(Json.AsString).OfType<string>() ?? []);
        foreach (var choice in schema.Array("enum") ?? [])
        {
            message.Message(20, OpenApiV2Protobuf.Any(choice));
        }

        AddStructure(message, schema);
        return message.Extensions(31, schema);
    }

    private static void AddStructure(WireWriter message, JsonObject schema)
    {
        if (schema.Object("additionalProperties") is { } values)
        {
            message.Message(21, new WireWriter().Message(1, Write(values)));
        }
        else if (Json.Kind(schema["additionalProperties"]) == JsonValueKind.True)
        {
            message.Message(21, new WireWriter().Number(2, 1));
        }

        if (schema.String("type") is { } type)
        {
            message.Message(22, new WireWriter().Text(1, type));
        }

        if (schema.Object("items") is { } items)
        {
            message.Message(23, new WireWriter().Message(1, Write(items)));
        }

        foreach (var part in schema.Objects("allOf"))
        {
            message.Message(24, Write(part));
        }

        if (schema.Object("properties") is { } properties)
        {
            message.Message(25, OpenApiV2Protobuf.Named(1, properties, Write));
        }
    }
}
