using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>Values as the Kubernetes API server, a Go program, prints them into its messages.</summary>
internal static class GoText
{
    /// <summary>For people: <c>map[data:map[k:v]]</c>.</summary>
    public static string Plain(JsonNode? value) => value switch
    {
        null => "<nil>",
        JsonObject fields => $"map[{string.Join(' ', Sorted(fields).Select(field => $"{field.Key}:{Plain(field.Value)}"))}]",
        JsonArray items => $"[{string.Join(' ', items.Select(Plain))}]",
        _ => Json.AsString(value) ?? value.ToJsonString(),
    };

    /// <summary>As source code: <c>map[string]interface {}{"data":"x"}</c>.</summary>
    public static string Source(JsonNode? value) => value switch
    {
        null => "interface {}(nil)",
        JsonObject fields => $"{GoType(value)}{{{string.Join(", ", Sorted(fields).Select(field => $"{Source(field.Key)}:{Source(field.Value)}"))}}}",
        JsonArray items => $"{GoType(value)}{{{string.Join(", ", items.Select(Source))}}}",
        _ => value.ToJsonString(Json.Relaxed),
    };

    /// <summary>The Go type that holds such a value when nothing is known of it.</summary>
    public static string GoType(JsonNode? value) => value switch
    {
        null => "<nil>",
        JsonObject => "map[string]interface {}",
        JsonArray => "[]interface {}",
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => Json.TryInteger(number, out _) ? "int64" : "float64",
        _ => TypeName(value),
    };

    /// <summary>What messages about JSON call such a value.</summary>
    public static string TypeName(JsonNode? value) => Json.Kind(value) switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "null",
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Sorted(JsonObject fields) =>
        fields.OrderBy(field => field.Key, StringComparer.Ordinal);
}
