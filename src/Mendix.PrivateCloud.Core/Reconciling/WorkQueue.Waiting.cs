namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class WorkQueue<TKey>
{
    private QueueWaiter<TKey>? _waiters;
    private QueueWaiter<TKey>? _idleWaiters;

    /// <summary>Takes the next key, as soon as one is ready. No thread is blocked while waiting.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>
    /// The key, to be given back with one of the <c>Done</c> methods; null when the queue is shut down. To be
    /// awaited once.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before a key was ready.</exception>
    public ValueTask<WorkItem<TKey>?> GetAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<WorkItem<TKey>?>(cancellationToken);
        }

        QueueWaiter<TKey> waiter;
        lock (_gate)
        {
            if (TryTake(out var item))
            {
                return ValueTask.FromResult<WorkItem<TKey>?>(item);
            }

            if (_isShutDown)
            {
                return ValueTask.FromResult<WorkItem<TKey>?>(null);
            }

            waiter = _idleWaiters ?? new QueueWaiter<TKey>(this);
            _idleWaiters = waiter.Next;
            Link(waiter);
        }

        waiter.CancelWith(cancellationToken);
        return waiter.Task;
    }

    /// <summary>True when the waiter was still waiting, and now gets nothing from the queue any more.</summary>
    internal bool Forget(QueueWaiter<TKey> waiter)
    {
        lock (_gate)
        {
            if (!waiter.IsWaiting)
            {
                return false;
            }

            Unlink(waiter);
            return true;
        }
    }

    internal void Recycle(QueueWaiter<TKey> waiter)
    {
        lock (_gate)
        {
            waiter.Next = _idleWaiters;
            _idleWaiters = waiter;
        }
    }

    /// <summary>Gives ready keys to those who wait; the chain is to be completed outside the lock.</summary>
    private QueueWaiter<TKey>? TakeServedWaiters()
    {
        QueueWaiter<TKey>? served = null;
        while (_waiters is { } waiter && TryTake(out var item))
        {
            Unlink(waiter);
            waiter.Assign(item);
            waiter.Next = served;
            served = waiter;
        }

        return served;
    }

    private QueueWaiter<TKey>? TakeAllWaiters()
    {
        QueueWaiter<TKey>? released = null;
        while (_waiters is { } waiter)
        {
            Unlink(waiter);
            waiter.Next = released;
            released = waiter;
        }

        return released;
    }

    private static void Complete(QueueWaiter<TKey>? waiter)
    {
        while (waiter is not null)
        {
            // A completed waiter is recycled by its owner at once, and its links with it.
            var next = waiter.Next;
            waiter.Next = null;
            waiter.Complete();
            waiter = next;
        }
    }

    private void Link(QueueWaiter<TKey> waiter)
    {
        waiter.IsWaiting = true;
        waiter.Previous = null;
        waiter.Next = _waiters;
        if (_waiters is not null)
        {
            _waiters.Previous = waiter;
        }

        _waiters = waiter;
    }

    private void Unlink(QueueWaiter<TKey> waiter)
    {
        waiter.IsWaiting = false;
        if (waiter.Previous is null)
        {
            _waiters = waiter.Next;
        }
        else
        {
            waiter.Previous.Next = waiter.Next;
        }

        if (waiter.Next is not null)
        {
            waiter.Next.Previous = waiter.Previous;
        }

        waiter.Previous = null;
        waiter.Next = null;
    }
}
