using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>
/// Built-in kinds are decoded into typed objects before they are validated; a value of the wrong type fails there, with a message
/// of the decoder and not of the schema.
/// </summary>
internal static class TypedDecoding
{
    private static readonly SearchValues<char> Base64Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\r\n");

    /// <summary>The first value that cannot be decoded; null if all can.</summary>
    public static string? FindError(Schema schema, JsonObject value) => FindInFields(schema, value, "");

    private static string? FindInFields(Schema schema, JsonObject fields, string path)
    {
        foreach (var (name, value) in fields)
        {
            if (value is null || schema.Child(name) is not { } child)
            {
                continue;
            }

            // The decoder names fields from the root on, but not positions in lists nor keys of maps.
            var childPath = schema.AdditionalProperties is null ? SchemaValidator.Join(path, name) : path;
            if (Mismatch(child, value) is { } actual)
            {
                var owner = schema.DefinitionName is { } definition ? ShortName(definition) : "";
                return $"json: cannot unmarshal {actual} into Go struct field {owner}.{childPath} of type {GoType(child)}";
            }

            if (FindBelow(child, value, childPath) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static string? FindBelow(Schema schema, JsonNode value, string path) => value switch
    {
        JsonObject nested => FindInFields(schema, nested, path),
        JsonArray items when schema.Items is { } itemSchema => items.OfType<JsonNode>()
            .Select(item => Mismatch(itemSchema, item) is { } actual
                ? $"json: cannot unmarshal {actual} into Go struct field .{path} of type {GoType(itemSchema)}"
                : FindBelow(itemSchema, item, path))
            .FirstOrDefault(error => error is not null),
        JsonValue scalar when schema.DefinitionName == QuantityFormat.DefinitionName && QuantityFormat.Canonical(scalar) is null => QuantityFormat.Syntax,
        JsonValue scalar when schema.Format == "byte" && Json.AsString(scalar) is { } text && !Base64.IsValid(text) =>
            $"illegal base64 data at input byte {FirstIllegalByte(text)}",
        _ => null,
    };

    private static int FirstIllegalByte(string text)
    {
        var illegal = text.AsSpan().IndexOfAnyExcept(Base64Letters);
        // Only letters: then the last group of four is not complete.
        return illegal >= 0 ? illegal : text.Length / 4 * 4;
    }

    private static string? Mismatch(Schema schema, JsonNode value)
    {
        var kind = value.GetValueKind();
        var fits = schema.Type switch
        {
            SchemaType.Object => kind == JsonValueKind.Object,
            SchemaType.Array => kind == JsonValueKind.Array,
            SchemaType.String => kind == JsonValueKind.String,
            SchemaType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            SchemaType.Integer => value is JsonValue scalar && Json.TryInteger(scalar, out _),
            SchemaType.Number => kind == JsonValueKind.Number,
            _ => true,
        };
        return fits ? null : kind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number when schema.Type == SchemaType.Integer => $"number {value.ToJsonString()}",
            JsonValueKind.Number => "number",
            _ => "bool",
        };
    }

    private static string GoType(Schema schema) => schema switch
    {
        { Type: SchemaType.Integer } => schema.Format ?? "int",
        { Type: SchemaType.Number } => "float64",
        { Type: SchemaType.Boolean } => "bool",
        { Type: SchemaType.String } => "string",
        { Type: SchemaType.Array, Items: { } items } => "[]" + GoType(items),
        { AdditionalProperties: { } values } => "map[string]" + GoType(values),
        { DefinitionName: { } name } => "v1." + ShortName(name),
        _ => "object",
    };

    private static string ShortName(string definition) => definition[(definition.LastIndexOf('.') + 1)..];
}
