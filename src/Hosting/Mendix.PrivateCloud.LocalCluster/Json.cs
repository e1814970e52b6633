using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>Reading JSON nodes without exceptions: a value of the wrong type reads as absent.</summary>
internal static class Json
{
    /// <summary>Escapes only what JSON demands, so that messages and stored text stay readable.</summary>
    public static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    public static string? String(this JsonNode? node, string name) => AsString((node as JsonObject)?[name]);

    public static string? AsString(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? Integer(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && TryInteger(value, out var number) ? number : null;

    public static bool Boolean(this JsonNode? node, string name) => Kind((node as JsonObject)?[name]) == JsonValueKind.True;

    public static JsonObject? Object(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    public static JsonArray? Array(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonArray;

    /// <summary>The objects in a list, or nothing.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonNode? node, string name) => Array(node, name)?.OfType<JsonObject>() ?? [];

    /// <summary>Follows field names through nested objects.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>Whether a number is whole and fits 64 bits; 1.0 counts as whole.</summary>
    public static bool TryInteger(JsonValue value, out long number)
    {
        number = 0;
        if (value.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        if (value.TryGetValue(out number))
        {
            return true;
        }

        if (value.TryGetValue(out int small))
        {
            number = small;
            return true;
        }

        if (TryDecimal(value, out var exact) && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue)
        {
            number = (long)exact;
            return true;
        }

        return false;
    }

    public static bool TryDecimal(JsonValue value, out decimal number)
    {
        number = 0;
        if (value.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        if (value.TryGetValue(out number))
        {
            return true;
        }

        if (value.TryGetValue(out long whole))
        {
            number = whole;
            return true;
        }

        if (value.TryGetValue(out int small))
        {
            number = small;
            return true;
        }

        if (value.TryGetValue(out double real) && Math.Abs(real) < 7.9e28)
        {
            number = (decimal)real;
            return true;
        }

        return false;
    }
}
