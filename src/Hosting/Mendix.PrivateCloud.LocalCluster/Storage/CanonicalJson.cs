using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>
/// The one form in which objects are stored: compact, with <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> first,
/// so that the version of a stored object can be told, and exchanged, by its first bytes.
/// </summary>
internal static class CanonicalJson
{
    private static readonly string[] First = ["apiVersion", "kind", "metadata"];

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static byte[] Serialize(JsonObject value)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (var name in First)
            {
                if (value.TryGetPropertyValue(name, out var node))
                {
                    WriteProperty(writer, name, node);
                }
            }

            foreach (var (name, node) in value)
            {
                if (!First.Contains(name))
                {
                    WriteProperty(writer, name, node);
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The first bytes of every stored object of this version and kind.</summary>
    public static byte[] Head(string apiVersion, string kind) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind }, JsonSerializerOptions.Default)[..^1];

    private static void WriteProperty(Utf8JsonWriter writer, string name, JsonNode? node)
    {
        writer.WritePropertyName(name);
        if (node is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            node.WriteTo(writer);
        }
    }
}
