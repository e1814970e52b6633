using System.Text;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// What one watch has to remember to tell an event that comes late from news: where it began, and what it has reported as gone since. An
/// object that is not known may be new although others of a higher version were heard of before it; it is not when it was gone by then.
/// </summary>
internal sealed class WatchHistory
{
    private readonly VersionMark _begin = new();
    private readonly Dictionary<string, string> _left = new(StringComparer.Ordinal);

    public void Begin(string version)
    {
        _begin.Reset(version);
        _left.Clear();
    }

    /// <summary>The object of this event is gone: deleted, or no longer among those that are watched.</summary>
    public void Left(in ObjectHeader header) => Left(Encoding.UTF8.GetString(header.Uid), in header);

    /// <summary>The object of this UID was gone at the time of an event.</summary>
    public void Left(string? uid, in ObjectHeader header) => _left[uid ?? ""] = header.ResourceVersionText;

    /// <summary>Whether an event about an object that is not known tells of a time before the watch, or before the object was gone.</summary>
    public bool IsPast(in ObjectHeader header) =>
        _begin.Covers(header.ResourceVersion)
        || (_left.Count > 0
            && _left.TryGetValue(Encoding.UTF8.GetString(header.Uid), out var version)
            && ResourceVersions.IsSameOrOlder(header.ResourceVersion, version));
}
