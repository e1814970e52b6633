using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.Operator.Runtimes.Settings;

/// <summary>Reads the JSON that users write into text fields.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions EachNameOnce = new() { AllowDuplicateProperties = false };

    /// <summary>The object that a text holds; an empty one for no text, null for anything else.</summary>
    public static JsonObject? Object(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: EachNameOnce) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An object that may also stand as a text, as the original's portal writes constants (observed).</summary>
    public static JsonObject? ObjectOrText(JsonNode? node) => node switch
    {
        null => [],
        JsonObject value => (JsonObject)value.DeepClone(),
        JsonValue value when value.TryGetValue<string>(out var text) => Object(text),
        _ => null,
    };
}
