using System.Globalization;
using System.Text;
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
    public static byte[] ToJson(byte[] body, string kind)
    {
        if (body.Length == 0 || body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            return body;
        }

        try
        {
            var stream = new YamlStream();
            var text = Encoding.UTF8.GetString(body);
            stream.Load(new StringReader(text));
            var unfinished = text.EndsWith('\n') ? long.MaxValue : text.Length;
            return stream.Documents.Count == 1
                ? Encoding.UTF8.GetBytes(Convert(stream.Documents[0].RootNode, unfinished)?.ToJsonString() ?? "null")
                : throw Failures.BadRequest($"the body holds {stream.Documents.Count} YAML documents: send one object at a time");
        }
        catch (YamlException broken)
        {
            throw Failures.Unrecognized(kind, $"yaml: line {broken.Start.Line}: {broken.Message}", body);
        }
    }

    /// <param name="node">What was read.</param>
    /// <param name="unfinished">Where the text ends inside a line.</param>
    private static JsonNode? Convert(YamlNode node, long unfinished) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry =>
            KeyValuePair.Create(((YamlScalarNode)entry.Key).Value ?? "", Convert(entry.Value, unfinished)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(item => Convert(item, unfinished))]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        // The reader ends every block with a line break, also one whose last line has none.
        YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } block when block.End.Index >= unfinished => block.Value?.TrimEnd('\n'),
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
