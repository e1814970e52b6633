using System.Threading.Tasks.Sources;

namespace Mendix.PrivateCloud.Reconciling;

/// <summary>Somebody who waits for a key. Pooled by its queue, so that waiting allocates nothing.</summary>
internal sealed class QueueWaiter<TKey>(WorkQueue<TKey> queue) : IValueTaskSource<WorkItem<TKey>?>
    where TKey : notnull
{
    // Continuations never run inside Add: the caller may hold locks of its own.
    private ManualResetValueTaskSourceCore<WorkItem<TKey>?> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private WorkItem<TKey>? _item;

    internal QueueWaiter<TKey>? Previous { get; set; }

    internal QueueWaiter<TKey>? Next { get; set; }

    internal bool IsWaiting { get; set; }

    internal ValueTask<WorkItem<TKey>?> Task => new(this, _core.Version);

    internal void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(
                static (state, token) => ((QueueWaiter<TKey>)state!).Cancel(token), this);
        }
    }

    /// <summary>Decides the result under the queue's lock; <see cref="Complete"/> publishes it outside.</summary>
    internal void Assign(WorkItem<TKey>? item) => _item = item;

    internal void Complete()
    {
        var item = _item;
        _item = null;
        _core.SetResult(item);
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (queue.Forget(this))
        {
            _core.SetException(new OperationCanceledException(cancellationToken));
        }
    }

    WorkItem<TKey>? IValueTaskSource<WorkItem<TKey>?>.GetResult(short token)
    {
        if (token != _core.Version)
        {
            throw new InvalidOperationException("The result of GetAsync can be awaited once only.");
        }

        _registration.Dispose();
        _registration = default;
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            queue.Recycle(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<WorkItem<TKey>?>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<WorkItem<TKey>?>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
