using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// What identifies an object and its version, read from its JSON without making any object: enough to decide whether the rest is
/// worth reading.
/// </summary>
public ref struct ObjectHeader
{
    /// <summary>The kind; empty when absent.</summary>
    public ReadOnlySpan<byte> Kind { get; private set; }

    /// <summary>The namespace; empty for kinds of the whole cluster.</summary>
    public ReadOnlySpan<byte> Namespace { get; private set; }

    /// <summary>The name.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The UID.</summary>
    public ReadOnlySpan<byte> Uid { get; private set; }

    /// <summary>The resource version.</summary>
    public ReadOnlySpan<byte> ResourceVersion { get; private set; }

    /// <summary>The generation; 0 when absent.</summary>
    public long Generation { get; private set; }

    /// <summary>Whether the object is being deleted.</summary>
    public bool IsDeleting { get; private set; }

    internal readonly string ResourceVersionText => Encoding.UTF8.GetString(ResourceVersion);

    /// <summary>Reads the header. The spans point into <paramref name="json"/>.</summary>
    /// <param name="json">One object as UTF-8. Nothing after its metadata is looked at, if kind stands before metadata as servers write it.</param>
    /// <exception cref="JsonException">The part that was looked at is not well-formed.</exception>
    public static ObjectHeader Read(ReadOnlySpan<byte> json)
    {
        var header = default(ObjectHeader);
        var reader = new Utf8JsonReader(json);
        var hasMetadata = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                header.ReadMetadata(ref reader);
                hasMetadata = true;
            }
            else if (reader.ValueTextEquals("kind"u8))
            {
                header.Kind = Value(ref reader);
            }
            else
            {
                reader.Skip();
            }

            if (hasMetadata && !header.Kind.IsEmpty)
            {
                break;
            }
        }

        return header;
    }

    private void ReadMetadata(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("name"u8))
            {
                Name = Value(ref reader);
            }
            else if (name.SequenceEqual("namespace"u8))
            {
                Namespace = Value(ref reader);
            }
            else if (name.SequenceEqual("uid"u8))
            {
                Uid = Value(ref reader);
            }
            else if (name.SequenceEqual("resourceVersion"u8))
            {
                ResourceVersion = Value(ref reader);
            }
            else if (name.SequenceEqual("generation"u8))
            {
                var text = Value(ref reader);
                Generation = Utf8Parser.TryParse(text, out long number, out _) ? number : 0;
            }
            else if (name.SequenceEqual("deletionTimestamp"u8))
            {
                IsDeleting = !Value(ref reader).IsEmpty;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static ReadOnlySpan<byte> Value(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            // None of these values can hold a character that JSON escapes.
            case JsonTokenType.String or JsonTokenType.Number:
                return reader.ValueSpan;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                return default;
            default:
                return default;
        }
    }
}
