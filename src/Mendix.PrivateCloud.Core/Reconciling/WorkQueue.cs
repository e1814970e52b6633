using System.Diagnostics.CodeAnalysis;

namespace Mendix.PrivateCloud.Reconciling;

/// <summary>
/// A queue of keys for level-triggered work: a key waits at most once however often it is added, is handed
/// out to one worker at a time, and runs again afterwards when it was added meanwhile. Adds can be delayed.
/// All members are thread-safe; in steady state none of add, get and done allocates.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue of work, the field's standard name.")]
public sealed partial class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    // One resync after so many changes in a row: a flood of changes delays resyncs and does not stop them.
    internal const int ChangesPerResync = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, WorkNode<TKey>> _nodes;
    private readonly TimeProvider _time;
    private ReadyList<TKey> _changes;
    private ReadyList<TKey> _resyncs;
    private int _processing;
    private int _changesInARow;
    private bool _isShutDown;
    private bool _isDraining;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="timeProvider">The clock of the delays; the system's by default.</param>
    /// <param name="comparer">What makes two keys equal; the type's own equality by default.</param>
    public WorkQueue(TimeProvider? timeProvider = null, IEqualityComparer<TKey>? comparer = null)
    {
        _time = timeProvider ?? TimeProvider.System;
        _nodes = new Dictionary<TKey, WorkNode<TKey>>(comparer);
        _timer = _time.CreateTimer(
            static state => ((WorkQueue<TKey>)state!).ReleaseDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many keys are where.</summary>
    public WorkQueueCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return new WorkQueueCounts(_changes.Count, _resyncs.Count, _processing, _delays.Count);
            }
        }
    }

    /// <summary>
    /// Asks for work on a key. A key that waits already is promoted when <paramref name="priority"/> is
    /// higher; a key that is being processed runs again afterwards; a key whose last run failed may be held
    /// back for the pause given to <see cref="Failed"/>.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="priority">How urgent it is; a change by default.</param>
    /// <returns>False when the queue is shut down, and the key was not taken.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    public bool Add(TKey key, WorkPriority priority = WorkPriority.Change)
    {
        QueueWaiter<TKey>? waiter;
        lock (_gate)
        {
            if (_isShutDown)
            {
                return false;
            }

            MakeReady(GetOrAddNode(key), priority);
            waiter = TakeServedWaiters();
        }

        Complete(waiter);
        return true;
    }

    /// <summary>Takes the next key if one is ready.</summary>
    /// <param name="item">The key, to be given back with one of the <c>Done</c> methods.</param>
    /// <returns>False when no key is ready or the queue is shut down.</returns>
    public bool TryGet(out WorkItem<TKey> item)
    {
        lock (_gate)
        {
            return TryTake(out item);
        }
    }

    private bool TryTake(out WorkItem<TKey> item)
    {
        var node = _isShutDown && !_isDraining ? null : NextReady();
        if (node is null)
        {
            item = default;
            return false;
        }

        node.IsReady = false;
        node.IsProcessing = true;
        _processing++;
        if (node.Again != WorkNode<TKey>.Never)
        {
            node.Again = WorkNode<TKey>.Never;
            _delays.Update(node);
        }

        item = new WorkItem<TKey>(node);
        return true;
    }

    private WorkNode<TKey>? NextReady()
    {
        var change = _changes.First;
        var resync = _resyncs.First;
        if (resync is not null && (change is null || _changesInARow >= ChangesPerResync))
        {
            _changesInARow = 0;
            _resyncs.Remove(resync);
            return resync;
        }

        if (change is not null)
        {
            _changesInARow = resync is null ? 0 : _changesInARow + 1;
            _changes.Remove(change);
        }

        return change;
    }

    private void MakeReady(WorkNode<TKey> node, WorkPriority priority)
    {
        if (node.IsProcessing)
        {
            node.Priority = node.IsDirty && node.Priority > priority ? node.Priority : priority;
            node.IsDirty = true;
        }
        else if (node.IsReady)
        {
            Promote(node, priority);
        }
        else if (node.Failures > 0 && node.PausedUntil > _time.GetTimestamp())
        {
            Schedule(node, node.PausedUntil, priority);
        }
        else
        {
            Append(node, priority);
        }
    }

    private void Append(WorkNode<TKey> node, WorkPriority priority)
    {
        node.Priority = priority;
        node.IsReady = true;
        node.ReadyAt = EngineMetrics.QueueWait.Enabled ? _time.GetTimestamp() : WorkNode<TKey>.NotMeasured;
        if (priority == WorkPriority.Change)
        {
            _changes.AddLast(node);
        }
        else
        {
            _resyncs.AddLast(node);
        }
    }

    private void Promote(WorkNode<TKey> node, WorkPriority priority)
    {
        if (priority > node.Priority)
        {
            _resyncs.Remove(node);
            node.Priority = priority;
            _changes.AddLast(node);
        }
    }
}
