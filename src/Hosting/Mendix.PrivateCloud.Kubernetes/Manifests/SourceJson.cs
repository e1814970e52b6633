using System.Buffers;
using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Turns a YAML tree into JSON.</summary>
internal static class SourceJson
{
    public static JsonElement ToElement(SourceNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, SourceNode node)
    {
        switch (node)
        {
            case SourceMap map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case SourceList list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case SourceScalar scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, SourceScalar scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(ScalarResolver.ToBoolean(scalar.Text));
                break;
            case ScalarKind.Integer or ScalarKind.Fraction:
                writer.WriteRawValue(ScalarResolver.ToJsonNumber(scalar.Text, scalar.Kind));
                break;
            default:
                writer.WriteStringValue(scalar.Text);
                break;
        }
    }
}
