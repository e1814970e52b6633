using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The API accepts a quantity as a number too; it answers with text.</summary>
internal sealed class QuantityConverter : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return new Quantity(reader.GetString() ?? "");
        }

        return new Quantity(reader.HasValueSequence
            ? Encoding.ASCII.GetString(reader.ValueSequence.ToArray())
            : Encoding.ASCII.GetString(reader.ValueSpan));
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
