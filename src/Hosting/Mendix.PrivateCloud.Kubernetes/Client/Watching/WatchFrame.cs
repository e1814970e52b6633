using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>One line of a watch, <c>{"type":"…","object":{…}}</c>, cut into its two parts without copying.</summary>
internal readonly ref struct WatchFrame
{
    private WatchFrame(WatchEventType type, ReadOnlySpan<byte> json)
    {
        Type = type;
        Resource = json;
    }

    public WatchEventType Type { get; }

    /// <summary>The object's JSON; not yet known to be well-formed.</summary>
    public ReadOnlySpan<byte> Resource { get; }

    /// <exception cref="JsonException">The line is not a watch event.</exception>
    public static WatchFrame Parse(ReadOnlySpan<byte> line)
    {
        // Every API server writes the type first and nothing else, so the object need not be scanned to find its end.
        if (TryCut(line, "{\"type\":\"MODIFIED\",\"object\":"u8, out var json))
        {
            return new WatchFrame(WatchEventType.Modified, json);
        }

        if (TryCut(line, "{\"type\":\"ADDED\",\"object\":"u8, out json))
        {
            return new WatchFrame(WatchEventType.Added, json);
        }

        return TryCut(line, "{\"type\":\"DELETED\",\"object\":"u8, out json) ? new WatchFrame(WatchEventType.Deleted, json) : ParseSlowly(line);
    }

    /// <exception cref="KubernetesException">The frame reports an error, or is not readable.</exception>
    public static WatchEvent<T> Decode<T>(ApiRequest request, ReadOnlySpan<byte> line)
        where T : class, IKubernetesObject<T>
    {
        try
        {
            var frame = Parse(line);
            switch (frame.Type)
            {
                case WatchEventType.Error:
                    throw StatusReader.ToException(request, null, frame.Resource, null);
                case WatchEventType.Bookmark:
                    return new WatchEvent<T>(WatchEventType.Bookmark, null, ObjectHeader.Read(frame.Resource).ResourceVersionText);
                default:
                    var resource = ObjectReader.Read<T>(request, frame.Resource);
                    return new WatchEvent<T>(frame.Type, resource, resource.Metadata.ResourceVersion);
            }
        }
        catch (JsonException exception)
        {
            throw ObjectReader.Unreadable(request, exception);
        }
    }

    private static bool TryCut(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> json)
    {
        var matches = line.StartsWith(prefix) && line[^1] == (byte)'}';
        json = matches ? line[prefix.Length..^1] : default;
        return matches;
    }

    private static WatchFrame ParseSlowly(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        WatchEventType? type = null;
        ReadOnlySpan<byte> json = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not a watch event");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isType)
            {
                type = TypeOf(ref reader);
            }

            reader.Skip();
            json = isObject ? line[start..(int)reader.BytesConsumed] : json;
        }

        return type is { } known && !json.IsEmpty ? new WatchFrame(known, json) : throw new JsonException("not a watch event");
    }

    private static WatchEventType? TypeOf(ref Utf8JsonReader reader) => reader switch
    {
        { TokenType: not JsonTokenType.String } => null,
        _ when reader.ValueTextEquals("ADDED"u8) => WatchEventType.Added,
        _ when reader.ValueTextEquals("MODIFIED"u8) => WatchEventType.Modified,
        _ when reader.ValueTextEquals("DELETED"u8) => WatchEventType.Deleted,
        _ when reader.ValueTextEquals("BOOKMARK"u8) => WatchEventType.Bookmark,
        _ when reader.ValueTextEquals("ERROR"u8) => WatchEventType.Error,
        _ => null,
    };
}
