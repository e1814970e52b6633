using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>Writes a secret as <c>***</c>, so that serializing a plan by mistake reveals nothing. It cannot be read back.</summary>
internal sealed class SecretValueConverter : JsonConverter<SecretValue>
{
    public override SecretValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A secret cannot be read from JSON; it comes from a Secret.");

    public override void Write(Utf8JsonWriter writer, SecretValue value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
