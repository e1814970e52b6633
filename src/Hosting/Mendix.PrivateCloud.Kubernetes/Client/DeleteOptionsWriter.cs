using System.Buffers;
using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes;

internal static class DeleteOptionsWriter
{
    public static ReadOnlyMemory<byte> Write(DeleteOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "DeleteOptions"u8);
        writer.WriteString("apiVersion"u8, "v1"u8);
        if (options.Propagation is { } propagation)
        {
            writer.WriteString("propagationPolicy"u8, propagation.ToString());
        }

        if (options.GracePeriod is { } grace)
        {
            writer.WriteNumber("gracePeriodSeconds"u8, (long)grace.TotalSeconds);
        }

        if (options.Uid is not null || options.ResourceVersion is not null)
        {
            writer.WriteStartObject("preconditions"u8);
            WriteIfSet(writer, "uid"u8, options.Uid);
            WriteIfSet(writer, "resourceVersion"u8, options.ResourceVersion);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteIfSet(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
