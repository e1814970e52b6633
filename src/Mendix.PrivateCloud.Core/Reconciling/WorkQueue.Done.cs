namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class WorkQueue<TKey>
{
    /// <summary>Gives a key back after success: its failures are forgotten.</summary>
    /// <param name="item">What <see cref="GetAsync"/> or <see cref="TryGet"/> gave.</param>
    /// <returns>True when the item was superseded, and its result is out of date.</returns>
    /// <exception cref="InvalidOperationException">The item was given back already.</exception>
    public bool Done(WorkItem<TKey> item) => GiveBack(item, WorkNode<TKey>.Never, isFailure: false, TimeSpan.Zero);

    /// <summary>
    /// Gives a key back after success, to run again after a time. The wish lapses when the key runs earlier
    /// for another reason: the later run decides anew.
    /// </summary>
    /// <param name="item">What <see cref="GetAsync"/> or <see cref="TryGet"/> gave.</param>
    /// <param name="delay">When to run again.</param>
    /// <returns>True when the item was superseded, and its result is out of date.</returns>
    /// <exception cref="InvalidOperationException">The item was given back already.</exception>
    public bool DoneAndAgainAfter(WorkItem<TKey> item, TimeSpan delay) =>
        GiveBack(item, DueAfter(delay), isFailure: false, TimeSpan.Zero);

    /// <summary>
    /// Gives a key back after a failure, to run again after a time. The failure is counted in
    /// <see cref="WorkItem{TKey}.Failures"/> of the next run, unless the item was superseded.
    /// </summary>
    /// <param name="item">What <see cref="GetAsync"/> or <see cref="TryGet"/> gave.</param>
    /// <param name="retryAfter">When to run again if nobody adds the key before.</param>
    /// <param name="pause">
    /// How long an add of the key is held back, not beyond <paramref name="retryAfter"/>. It keeps a failing run that causes changes itself
    /// from running without end; only <see cref="Supersede"/> does not wait for it.
    /// </param>
    /// <returns>True when the item was superseded, and its result is out of date.</returns>
    /// <exception cref="InvalidOperationException">The item was given back already.</exception>
    public bool Failed(WorkItem<TKey> item, TimeSpan retryAfter, TimeSpan pause = default) =>
        GiveBack(item, DueAfter(retryAfter), isFailure: true, pause);

    private bool GiveBack(WorkItem<TKey> item, long again, bool isFailure, TimeSpan pause)
    {
        QueueWaiter<TKey>? waiter;
        bool isSuperseded;
        lock (_gate)
        {
            var node = Validate(item);
            isSuperseded = node.IsSuperseded;
            node.IsProcessing = false;
            node.IsSuperseded = false;
            StopTimeout(node);
            node.Version++;
            _processing--;
            if (isFailure && !isSuperseded)
            {
                node.Failures++;
                node.PausedUntil = pause > TimeSpan.Zero ? Math.Min(again, DueAfter(pause)) : 0;
            }
            else
            {
                node.Failures = 0;
            }

            if (node.IsDirty)
            {
                node.IsDirty = false;
                MakeReady(node, node.Priority);
            }
            else if (again != WorkNode<TKey>.Never)
            {
                node.Again = again;
                Delay(node, item.Priority);
            }

            ReleaseIfIdle(node);
            waiter = TakeServedWaiters();
        }

        Complete(waiter);
        return isSuperseded;
    }

    private static WorkNode<TKey> Validate(WorkItem<TKey> item) =>
        item.Node is { IsProcessing: true } node && node.Version == item.Version
            ? node
            : throw new InvalidOperationException("The item was given back already, or never handed out by this queue.");
}
