using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Tests.Reconciling;

internal enum GiveBackKind
{
    Done,
    Again,
    Failed,
}

/// <summary>What the queue promises, as slow and plain as possible: sorted lists and milliseconds.</summary>
internal sealed class QueueModel
{
    private readonly Dictionary<int, Entry> _entries = [];
    private readonly List<int> _changes = [];
    private readonly List<int> _resyncs = [];
    private readonly HashSet<long> _usedTimes = [];
    private long _now;
    private int _changesInARow;

    internal WorkQueueCounts Counts => new(
        _changes.Count,
        _resyncs.Count,
        _entries.Values.Count(entry => entry.IsProcessing),
        _entries.Values.Count(entry => entry.Due is not null));

    /// <summary>A delay that ends when no other one does, so that the order of what comes due is defined.</summary>
    internal int UniqueDelay(Random random)
    {
        var delay = random.Next(1, 60);
        while (!_usedTimes.Add(_now + delay))
        {
            delay++;
        }

        return delay;
    }

    internal bool IsSuperseded(int key) => Get(key).IsSuperseded;

    internal void Add(int key, WorkPriority priority)
    {
        var entry = Get(key);
        if (entry.IsProcessing)
        {
            entry.Dirty = entry.Dirty > priority ? entry.Dirty : priority;
        }
        else if (_changes.Contains(key) || (_resyncs.Contains(key) && priority == WorkPriority.Resync))
        {
            // Waits already, and is not more urgent than before.
        }
        else if (_resyncs.Remove(key))
        {
            _changes.Add(key);
        }
        else if (entry.Failures > 0 && entry.PausedUntil > _now)
        {
            AddAt(entry, entry.PausedUntil, priority);
        }
        else
        {
            (priority == WorkPriority.Change ? _changes : _resyncs).Add(key);
        }
    }

    internal void AddAfter(int key, int delay, WorkPriority priority) => AddAt(Get(key), _now + delay, priority);

    internal void Supersede(int key)
    {
        var entry = Get(key);
        entry.Failures = 0;
        entry.IsSuperseded = entry.IsProcessing;
        Add(key, WorkPriority.Change);
    }

    internal (int Key, WorkPriority Priority, int Failures)? TryGet()
    {
        var resyncsTurn = _resyncs.Count > 0 && (_changes.Count == 0 || _changesInARow == WorkQueue<int>.ChangesPerResync);
        var list = resyncsTurn ? _resyncs : _changes;
        if (list.Count == 0)
        {
            return null;
        }

        _changesInARow = resyncsTurn || _resyncs.Count == 0 ? 0 : _changesInARow + 1;
        var entry = Get(list[0]);
        list.RemoveAt(0);
        entry.IsProcessing = true;
        entry.Priority = resyncsTurn ? WorkPriority.Resync : WorkPriority.Change;
        entry.Again = null;
        return (entry.Key, entry.Priority, entry.Failures);
    }

    internal bool GiveBack(int key, GiveBackKind kind, int again, int pause)
    {
        var entry = Get(key);
        var wasSuperseded = entry.IsSuperseded;
        entry.IsProcessing = false;
        entry.IsSuperseded = false;
        entry.Failures = kind == GiveBackKind.Failed && !wasSuperseded ? entry.Failures + 1 : 0;
        entry.PausedUntil = _now + Math.Min(again, pause);
        if (entry.Dirty is { } dirty)
        {
            entry.Dirty = null;
            Add(key, dirty);
        }
        else if (kind != GiveBackKind.Done)
        {
            entry.DelayedPriority = Higher(entry, entry.Priority);
            entry.Again = _now + again;
        }

        return wasSuperseded;
    }

    internal void Advance(int time)
    {
        var end = _now + time;
        while (_entries.Values.Where(entry => entry.Due <= end).MinBy(entry => entry.Due) is { } entry)
        {
            _now = entry.Due!.Value;
            entry.Scheduled = entry.Scheduled == _now ? null : entry.Scheduled;
            entry.Again = entry.Again == _now ? null : entry.Again;
            Add(entry.Key, entry.DelayedPriority);
        }

        _now = end;
    }

    private static WorkPriority Higher(Entry entry, WorkPriority priority) =>
        entry.Due is not null && entry.DelayedPriority > priority ? entry.DelayedPriority : priority;

    private static void AddAt(Entry entry, long due, WorkPriority priority)
    {
        entry.DelayedPriority = Higher(entry, priority);
        entry.Scheduled = entry.Scheduled < due ? entry.Scheduled : due;
    }

    private Entry Get(int key) => _entries.TryGetValue(key, out var entry) ? entry : _entries[key] = new Entry(key);

    private sealed class Entry(int key)
    {
        public int Key { get; } = key;

        public bool IsProcessing { get; set; }

        public bool IsSuperseded { get; set; }

        public WorkPriority? Dirty { get; set; }

        public WorkPriority Priority { get; set; }

        public WorkPriority DelayedPriority { get; set; }

        public long? Scheduled { get; set; }

        public long? Again { get; set; }

        public long? Due => Scheduled is null || Again < Scheduled ? Again : Scheduled;

        public long PausedUntil { get; set; }

        public int Failures { get; set; }
    }
}
