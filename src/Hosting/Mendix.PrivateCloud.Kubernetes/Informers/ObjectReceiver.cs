using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Takes objects as they come from the wire into an informer's state, once each, and the newest only.</summary>
internal sealed partial class ObjectReceiver<T>(InformerOptions<T> options, InformerState<T> state, ILogger logger)
    where T : class, IKubernetesObject<T>
{
    private readonly VersionMark _mark = new();

    /// <summary>The version after everything received so far.</summary>
    public string Version => _mark.ToString();

    /// <summary>A watch begins after this version.</summary>
    public void Begin(string version) => _mark.Reset(version);

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
            var isNews = _mark.Advance(header.ResourceVersion);
            if (frame.Type == WatchEventType.Bookmark || (options.Filter is { } filter && !filter(in header)))
            {
                return;
            }

            var known = Find(in header);
            if (frame.Type == WatchEventType.Deleted)
            {
                // A deletion is final for its UID, so it is never out of date, only perhaps about another object.
                if (known?.Metadata.Uid is { } uid && System.Text.Ascii.Equals(header.Uid, uid))
                {
                    state.Remove(ObjectKey.Of(known), uid);
                }
            }
            else if (known is null ? isNews : !IsSameOrOlder(known, in header))
            {
                Take(frame.Resource, in header);
            }
        }
        catch (JsonException exception)
        {
            throw ObjectReader.Unreadable(request, exception);
        }
    }

    private void Take(ReadOnlySpan<byte> json, in ObjectHeader header)
    {
        try
        {
            var resource = JsonSerializer.Deserialize(json, T.TypeInfo) ?? throw new JsonException("null");
            state.Set(ObjectKey.Of(resource), resource);
        }
#pragma warning disable CA1031 // One object that cannot be read, or whose transform fails, must not keep all the others from being followed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogUnreadable(logger, T.Definition.Kind, KeyOf(in header), (exception as JsonException)?.Path ?? exception.GetType().Name);
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

    private static bool IsSameOrOlder(T known, in ObjectHeader header) =>
        System.Text.Ascii.Equals(header.Uid, known.Metadata.Uid)
        && ResourceVersions.IsSameOrOlder(header.ResourceVersion, known.Metadata.ResourceVersion);

    [LoggerMessage(3104, LogLevel.Error, "{Kind} {Key} cannot be read and is left as it was known before: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string kind, ObjectKey key, string reason);
}
