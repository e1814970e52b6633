namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class WorkQueue<TKey>
{
    private bool _isCancelled;

    /// <summary>
    /// Says that there is a newer desired state: what is being done for the key is out of date. The token of
    /// the item in process is cancelled, its failures are forgotten, and the key becomes ready as a change
    /// without waiting for any pause, in turn with the other changes.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <returns>False when the queue is shut down; nothing was cancelled then.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    public bool Supersede(TKey key)
    {
        QueueWaiter<TKey>? waiter;
        CancellationTokenSource? running;
        lock (_gate)
        {
            if (_isShutDown)
            {
                return false;
            }

            var node = GetOrAddNode(key);
            node.Failures = 0;
            node.IsSuperseded = node.IsProcessing;
            running = node.Cancellation;
            MakeReady(node, WorkPriority.Change);
            waiter = TakeServedWaiters();
        }

        // Not inline: the callbacks belong to the reconcile that is cancelled, not to our caller.
        _ = running?.CancelAsync();
        Complete(waiter);
        return true;
    }

    /// <summary>
    /// Cancelled when the item is superseded. Made when asked for, so that work that cannot be cancelled
    /// costs nothing.
    /// </summary>
    /// <param name="item">An item that is not yet given back.</param>
    /// <param name="timeout">
    /// After what time it is cancelled in any case, unless the item is given back before; never by default.
    /// Counts from the first call for an item.
    /// </param>
    /// <returns>The token of this item.</returns>
    /// <exception cref="InvalidOperationException">The item was given back already.</exception>
    public CancellationToken GetCancellationToken(WorkItem<TKey> item, TimeSpan? timeout = null)
    {
        lock (_gate)
        {
            var node = Validate(item);
            if (node.Cancellation is null)
            {
                // Never disposed, because a late cancellation must not throw: a stopped timer is all it leaves.
                node.Cancellation = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, _time);
                if (node.IsSuperseded || _isCancelled)
                {
                    node.Cancellation.Cancel();
                }
            }

            return node.Cancellation.Token;
        }
    }

    /// <summary>Cancels the tokens of all items in process, now and of later ones.</summary>
    public void CancelAll()
    {
        List<CancellationTokenSource> running = [];
        lock (_gate)
        {
            _isCancelled = true;
            foreach (var node in _nodes.Values)
            {
                if (node.Cancellation is { } cancellation)
                {
                    running.Add(cancellation);
                }
            }
        }

        foreach (var cancellation in running)
        {
            _ = cancellation.CancelAsync();
        }
    }

    private static void StopTimeout(WorkNode<TKey> node)
    {
        node.Cancellation?.CancelAfter(Timeout.InfiniteTimeSpan);
        node.Cancellation = null;
    }
}
