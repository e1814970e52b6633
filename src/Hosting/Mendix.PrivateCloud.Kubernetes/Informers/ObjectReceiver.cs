using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Takes objects as they come from the wire into an informer's state, once each, and the newest only.</summary>
internal sealed partial class ObjectReceiver<T>(InformerOptions<T> options, InformerState<T> state, ILogger logger)
    where T : class, IKubernetesObject<T>
{
    private readonly VersionMark _mark = new();
    private readonly WatchHistory _history = new();

    /// <summary>The version after everything received so far.</summary>
    public string Version => _mark.ToString();

    /// <summary>A watch begins after this version.</summary>
    public void Begin(string version)
    {
        _mark.Reset(version);
        _history.Begin(version);
    }

    /// <summary>One item of a list. A list is the truth, whatever was known before.</summary>
    public void Listed(ReadOnlySpan<byte> json, HashSet<ObjectKey> seen)
    {
        var header = ObjectHeader.Read(json);
        if (options.Filter is { } filter && !filter(in header))
        {
            return;
        }

        var known = Find(in header);
        if (known is not null)
        {
            seen.Add(ObjectKey.Of(known));
            if (IsSame(known, in header))
            {
                return;
            }
        }
        else
        {
            // Noted before the object is read: one that cannot be read is there nevertheless.
            seen.Add(KeyOf(in header));
        }

        Take(json, in header);
    }

    /// <summary>One line of a watch.</summary>
    /// <exception cref="KubernetesException">It reports an error, or is no watch event at all.</exception>
    public void Watched(ApiRequest request, ReadOnlySpan<byte> line)
    {
        try
        {
            var frame = WatchFrame.Parse(line);
            if (frame.Type == WatchEventType.Error)
            {
                throw StatusReader.ToException(request, null, frame.Resource, null);
            }

            var header = ObjectHeader.Read(frame.Resource);
            if (frame.Type != WatchEventType.Bookmark && (options.Filter is not { } filter || filter(in header)))
            {
                Receive(frame, in header);
            }

            // Only now: an event that cannot be made sense of is asked for again.
            _mark.Advance(header.ResourceVersion);
        }
        catch (JsonException exception)
        {
            throw ObjectReader.Unreadable(request, exception);
        }
    }

    private void Receive(WatchFrame frame, in ObjectHeader header)
    {
        if (header.Name.IsEmpty)
        {
            throw new JsonException("an object without a name");
        }

        var known = Find(in header);
        if (known is null ? _history.IsPast(in header) : IsOutdated(known, in header, frame.Type))
        {
            return;
        }

        var isGone = frame.Type == WatchEventType.Deleted;
        if (known is not null && (isGone || !System.Text.Ascii.Equals(header.Uid, known.Metadata.Uid)))
        {
            _history.Left(known.Metadata.Uid, in header);
        }

        if (isGone)
        {
            _history.Left(in header);
            state.Remove(KeyOf(in header), null);
        }
        else if (!Take(frame.Resource, in header) && !IsWellFormed(frame.Resource))
        {
            throw new JsonException("cut off");
        }
    }

    private bool Take(ReadOnlySpan<byte> json, in ObjectHeader header)
    {
        try
        {
            var resource = JsonSerializer.Deserialize(json, T.TypeInfo) ?? throw new JsonException("null");
            state.Set(ObjectKey.Of(resource), resource);
            return true;
        }
#pragma warning disable CA1031 // One object that cannot be read, or whose transform fails, must not keep all the others from being followed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogUnreadable(logger, T.Definition.Kind, KeyOf(in header), (exception as JsonException)?.Path ?? exception.GetType().Name);
            return false;
        }
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                // Reads to the end, or throws.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ObjectKey KeyOf(in ObjectHeader header) =>
        new(System.Text.Encoding.UTF8.GetString(header.Namespace), System.Text.Encoding.UTF8.GetString(header.Name));

    private T? Find(in ObjectHeader header)
    {
        // Namespaces have at most 63 characters and names 253, all ASCII; anything else is in no cache.
        Span<char> text = stackalloc char[320];
        var length = header.Namespace.Length;
        if (length + header.Name.Length > text.Length)
        {
            return null;
        }

        System.Text.Encoding.Latin1.GetChars(header.Namespace, text);
        System.Text.Encoding.Latin1.GetChars(header.Name, text[length..]);
        return state.Store.Find(new ObjectKeySpan(text[..length], text.Slice(length, header.Name.Length)));
    }

    private static bool IsSame(T known, in ObjectHeader header) =>
        System.Text.Ascii.Equals(header.ResourceVersion, known.Metadata.ResourceVersion) && System.Text.Ascii.Equals(header.Uid, known.Metadata.Uid);

    /// <summary>
    /// Whether the event tells of a time before the object that is known. All versions of a predecessor of the same name are older than
    /// all of its successor's; a deletion may bear the version of the last change before it.
    /// </summary>
    private static bool IsOutdated(T known, in ObjectHeader header, WatchEventType type)
    {
        var isSame = System.Text.Ascii.Equals(header.Uid, known.Metadata.Uid);
        return ResourceVersions.IsSameOrOlder(header.ResourceVersion, known.Metadata.ResourceVersion)
            && !(isSame && type == WatchEventType.Deleted && System.Text.Ascii.Equals(header.ResourceVersion, known.Metadata.ResourceVersion));
    }

    [LoggerMessage(3104, LogLevel.Error, "{Kind} {Key} cannot be read and is left as it was known before: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string kind, ObjectKey key, string reason);
}
