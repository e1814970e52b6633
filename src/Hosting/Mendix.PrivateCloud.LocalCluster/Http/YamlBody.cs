using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>
/// Reads bodies that may be YAML. Server-side apply names that format, though most clients send JSON under its name.
/// </summary>
internal static class YamlBody
{
    public static bool IsYaml(HttpRequest request) => request.ContentType is { } type
        && (type.StartsWith("application/yaml", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("application/apply-patch+yaml", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body as JSON; JSON is handed back as it came.</summary>
    public static byte[] ToJson(byte[] body)
    {
        if (body.Length == 0 || body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            return body;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StreamReader(new MemoryStream(body)));
            return stream.Documents.Count == 1
                ? System.Text.Encoding.UTF8.GetBytes(Convert(stream.Documents[0].RootNode)?.ToJsonString() ?? "null")
                : throw Failures.BadRequest($"the body holds {stream.Documents.Count} YAML documents: send one object at a time");
        }
        catch (YamlException broken)
        {
            throw Failures.BadRequest($"the object provided is unrecognized (must be valid YAML or JSON): {broken.Start}: {broken.Message}");
        }
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry =>
            KeyValuePair.Create(((YamlScalarNode)entry.Key).Value ?? "", Convert(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode quoted => quoted.Value,
        _ => null,
    };

    /// <summary>A value without quotes is what it looks like.</summary>
    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
        _ => text,
    };
}
