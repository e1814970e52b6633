using System.Text;
using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>
/// Writes JSON as YAML, the same text for the same JSON: fields in their order, two spaces, lists at the level of their field as
/// kubectl writes them, several lines of text as a block, quotes only where a plain word would be read as something else.
/// </summary>
public static class YamlWriter
{
    /// <summary>Writes one document, without a document mark.</summary>
    /// <param name="json">What to write.</param>
    /// <returns>YAML that ends with a line feed.</returns>
    public static string Write(JsonElement json)
    {
        var output = new StringBuilder();
        if (IsInline(json))
        {
            output.Append(Inline(json, indent: 0)).Append('\n');
        }
        else
        {
            WriteBlock(output, json, indent: 0, continues: false);
        }

        return output.ToString();
    }

    private static void WriteBlock(StringBuilder output, JsonElement json, int indent, bool continues)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in json.EnumerateObject())
            {
                Indent(output, continues ? 0 : indent).Append(YamlScalar.Quote(field.Name)).Append(':');
                WriteValue(output, field.Value, indent, listIndent: indent);
                continues = false;
            }

            return;
        }

        foreach (var item in json.EnumerateArray())
        {
            Indent(output, continues ? 0 : indent).Append('-');
            WriteItem(output, item, indent);
            continues = false;
        }
    }

    private static void WriteValue(StringBuilder output, JsonElement value, int indent, int listIndent)
    {
        if (IsInline(value))
        {
            output.Append(' ').Append(Inline(value, indent)).Append('\n');
        }
        else
        {
            output.Append('\n');
            WriteBlock(output, value, value.ValueKind == JsonValueKind.Array ? listIndent : indent + 2, continues: false);
        }
    }

    private static void WriteItem(StringBuilder output, JsonElement item, int indent)
    {
        output.Append(' ');
        if (IsInline(item))
        {
            output.Append(Inline(item, indent)).Append('\n');
        }
        else
        {
            WriteBlock(output, item, indent + 2, continues: true);
        }
    }

    private static bool IsInline(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => !json.EnumerateObject().Any(),
        JsonValueKind.Array => json.GetArrayLength() == 0,
        _ => true,
    };

    private static string Inline(JsonElement json, int indent) => json.ValueKind switch
    {
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.String => YamlScalar.Text(json.GetString()!, indent + 2),
        _ => json.GetRawText(),
    };

    private static StringBuilder Indent(StringBuilder output, int indent) => output.Append(' ', indent);
}
