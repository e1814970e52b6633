namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class WorkQueue<TKey>
{
    /// <summary>
    /// Takes no more keys. Those in process go on; who waits for a key gets null. Keys that are ready or
    /// delayed stay where they are and are told by <see cref="GetRemaining"/>.
    /// </summary>
    /// <param name="drain">
    /// True to hand out what is ready, and what becomes ready again by an item in process, before getters get
    /// null. Delayed keys are not waited for.
    /// </param>
    public void Shutdown(bool drain = false)
    {
        QueueWaiter<TKey>? waiter;
        lock (_gate)
        {
            _isShutDown = true;
            _isDraining = drain;
            waiter = TakeAllWaiters();
        }

        Complete(waiter);
    }

    /// <summary>The keys whose work is not done. A key that is in process and was added again is in process.</summary>
    /// <returns>A snapshot: the keys that are ready, in process, and only delayed.</returns>
    public (IReadOnlyList<TKey> Ready, IReadOnlyList<TKey> Processing, IReadOnlyList<TKey> Delayed) GetRemaining()
    {
        List<TKey> ready = [], processing = [], delayed = [];
        lock (_gate)
        {
            foreach (var node in _nodes.Values)
            {
                (node.IsProcessing ? processing : node.IsReady ? ready : delayed).Add(node.Key);
            }
        }

        return (ready, processing, delayed);
    }

    /// <summary>Shuts the queue down and releases its timer.</summary>
    public void Dispose()
    {
        Shutdown();
        _timer.Dispose();
    }
}
