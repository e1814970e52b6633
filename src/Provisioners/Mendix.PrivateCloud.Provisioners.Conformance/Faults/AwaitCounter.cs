namespace Mendix.PrivateCloud.Provisioners.Conformance.Faults;

/// <summary>
/// Counts the awaits of a verb, and does something at one of them: the code between two awaits runs here, because it
/// captured this context. What a driver awaits with <c>ConfigureAwait(false)</c> is its own affair and not counted.
/// </summary>
internal sealed class AwaitCounter(int? at = null, Action? then = null) : SynchronizationContext
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Starts a verb under this context.</summary>
    public Task Run(Func<Task> verb)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return verb();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Interlocked.Increment(ref _count) == at)
        {
            then?.Invoke();
        }

        ThreadPool.QueueUserWorkItem(_ =>
        {
            SetSynchronizationContext(this);
            try
            {
                d(state);
            }
            finally
            {
                SetSynchronizationContext(null);
            }
        });
    }

    public override SynchronizationContext CreateCopy() => this;
}
