using System.Collections.Immutable;

namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>The objects of one resource: an immutable ordered set, so that a list reads one moment while writes go on.</summary>
internal sealed class ObjectCollection(GroupResource resource, int historySize, long startRevision)
{
    private static readonly IComparer<StoredObject> ByKey = Comparer<StoredObject>.Create((x, y) => x.Key.CompareTo(y.Key));

    private readonly ChangeLog _log = new(historySize, startRevision);
    private ImmutableArray<Action> _watchers = [];

    public GroupResource Resource { get; } = resource;

    public ImmutableSortedSet<StoredObject> Objects { get; private set; } = ImmutableSortedSet.Create(ByKey);

    public long CompactedRevision => _log.CompactedRevision;

    public StoredObject? Find(ObjectKey key)
    {
        var probe = StoredObject.At(key);
        return Objects.TryGetValue(probe, out var found) ? found : null;
    }

    /// <summary>The position of the first object that does not come before <paramref name="key"/>.</summary>
    public static int PositionOf(ImmutableSortedSet<StoredObject> objects, ObjectKey key)
    {
        var index = objects.IndexOf(StoredObject.At(key));
        return index >= 0 ? index : ~index;
    }

    public void Apply(Change change)
    {
        var without = change.Previous is null ? Objects : Objects.Remove(change.Previous);
        Objects = change.Type == ChangeType.Deleted ? without : without.Add(change.Object);
        _log.Append(change);
        foreach (var wake in _watchers)
        {
            wake();
        }
    }

    /// <summary>The objects as they were at <paramref name="revision"/>, or null when that moment is compacted.</summary>
    public ImmutableSortedSet<StoredObject>? At(long revision)
    {
        if (revision < _log.CompactedRevision)
        {
            return null;
        }

        var builder = Objects.ToBuilder();
        foreach (var change in _log.BackTo(revision))
        {
            builder.Remove(change.Object);
            if (change.Previous is not null)
            {
                builder.Add(change.Previous);
            }
        }

        return builder.ToImmutable();
    }

    public void Compact(long revision) => _log.Compact(revision);

    public int CopyChangesAfter(long revision, Span<Change> destination) => _log.CopyAfter(revision, destination);

    public void Watch(Action wake) => ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Add(wake));

    public void Unwatch(Action wake) => ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Remove(wake));
}
