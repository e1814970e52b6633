using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>
/// All objects under one revision counter. A write names the state it was made from and fails when another came first;
/// the lock is held only to check that, to number, to serialize and to log.
/// </summary>
internal sealed class ObjectStore(int historySize, IChangeJournal journal)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GroupResource, ObjectCollection> _collections = [];
    private readonly OwnerIndex _owners = new();
    private long _revision = 1;
    private long _startRevision;

    /// <summary>Called inside the lock, in order of revision: handlers note the change and return at once.</summary>
    public event Action<Change>? Committed;

    public long Revision => Interlocked.Read(ref _revision);

    public ObjectCollection Collection(GroupResource resource)
    {
        lock (_lock)
        {
            return CollectionOf(resource);
        }
    }

    public StoredObject? Find(GroupResource resource, ObjectKey key)
    {
        lock (_lock)
        {
            return CollectionOf(resource).Find(key);
        }
    }

    /// <summary>The objects of one resource and the revision at which they are so.</summary>
    public (ImmutableSortedSet<StoredObject> Objects, long Revision) Snapshot(GroupResource resource)
    {
        lock (_lock)
        {
            return (CollectionOf(resource).Objects, _revision);
        }
    }

    /// <summary>The objects at an earlier revision, or null when it is compacted.</summary>
    public ImmutableSortedSet<StoredObject>? SnapshotAt(GroupResource resource, long revision)
    {
        lock (_lock)
        {
            return CollectionOf(resource).At(revision);
        }
    }

    /// <summary>
    /// Copies changes of one resource after a revision. <c>Compacted</c> is set when some of them are gone;
    /// <c>Revision</c> is the store's, up to which nothing is missing when fewer came than asked for.
    /// </summary>
    public (int Count, bool Compacted, long Revision) ChangesAfter(ObjectCollection collection, long revision, Span<Change> destination)
    {
        lock (_lock)
        {
            return revision < collection.CompactedRevision
                ? (0, true, _revision)
                : (collection.CopyChangesAfter(revision, destination), false, _revision);
        }
    }

    /// <summary>Runs <paramref name="read"/> at one moment, over everything.</summary>
    public T Read<T>(Func<OwnerIndex, T> read)
    {
        lock (_lock)
        {
            return read(_owners);
        }
    }

    /// <summary>Every collection with its objects at one moment.</summary>
    public (IReadOnlyList<(GroupResource Resource, ImmutableSortedSet<StoredObject> Objects)> Collections, long Revision) SnapshotAll()
    {
        lock (_lock)
        {
            return ([.. _collections.Values.Select(collection => (collection.Resource, collection.Objects))], _revision);
        }
    }

    /// <summary>Adds an object, or returns null when one of that key exists. <paramref name="guard"/> runs first, at the same moment.</summary>
    public StoredObject? Create(GroupResource resource, JsonObject json, Action? guard = null)
    {
        lock (_lock)
        {
            guard?.Invoke();
            var key = new ObjectKey((string?)json["metadata"]!["namespace"] ?? "", (string)json["metadata"]!["name"]!);
            return CollectionOf(resource).Find(key) is null ? Commit(ChangeType.Added, resource, json, null) : null;
        }
    }

    /// <summary>Exchanges <paramref name="expected"/>, or returns null when it is no longer the present state.</summary>
    public StoredObject? Replace(GroupResource resource, StoredObject expected, JsonObject json)
    {
        lock (_lock)
        {
            return IsPresent(resource, expected) ? Commit(ChangeType.Modified, resource, json, expected) : null;
        }
    }

    /// <summary>Removes <paramref name="expected"/> with <paramref name="last"/> as its last state, or returns null when it changed.</summary>
    public StoredObject? Remove(GroupResource resource, StoredObject expected, JsonObject last)
    {
        lock (_lock)
        {
            return IsPresent(resource, expected) ? Commit(ChangeType.Deleted, resource, last, expected) : null;
        }
    }

    /// <summary>Takes over a change that was committed in an earlier life.</summary>
    public void Restore(RestoredChange restored)
    {
        lock (_lock)
        {
            _revision = Math.Max(_revision, restored.Revision);
            if (restored.Object is not { } value)
            {
                return;
            }

            var previous = CollectionOf(restored.Resource).Find(value.Key);
            if (!restored.Deleted || previous is not null)
            {
                var type = restored.Deleted ? ChangeType.Deleted : previous is null ? ChangeType.Added : ChangeType.Modified;
                Publish(new Change(type, restored.Resource, value, previous));
            }
        }
    }

    /// <summary>Forgets all history: nobody can watch or list from before this moment.</summary>
    public void CompactAll()
    {
        lock (_lock)
        {
            _startRevision = _revision;
            foreach (var collection in _collections.Values)
            {
                collection.Compact(_revision);
            }
        }
    }

    private bool IsPresent(GroupResource resource, StoredObject expected) =>
        ReferenceEquals(CollectionOf(resource).Find(expected.Key), expected);

    private StoredObject Commit(ChangeType type, GroupResource resource, JsonObject json, StoredObject? previous)
    {
        var value = StoredObject.From(json, _revision + 1);
        var change = new Change(type, resource, value, previous);
        journal.Append(change);
        _revision++;
        Publish(change);
        return value;
    }

    private void Publish(Change change)
    {
        _owners.Apply(change);
        Committed?.Invoke(change);
        CollectionOf(change.Resource).Apply(change);
    }

    private ObjectCollection CollectionOf(GroupResource resource)
    {
        if (!_collections.TryGetValue(resource, out var collection))
        {
            _collections[resource] = collection = new ObjectCollection(resource, historySize, _startRevision);
        }

        return collection;
    }
}
