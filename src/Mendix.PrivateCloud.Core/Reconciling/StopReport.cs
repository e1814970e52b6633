namespace Mendix.PrivateCloud.Reconciling;

/// <summary>What a controller left undone when it stopped. None of it is lost: a next start finds it by observation.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed class StopReport<TKey>
    where TKey : notnull
{
    internal StopReport(
        IReadOnlyList<TKey> pending, IReadOnlyList<TKey> delayed, IReadOnlyList<TKey> cancelled, IReadOnlyList<TKey> stillRunning)
    {
        Pending = pending;
        Delayed = delayed;
        Cancelled = cancelled;
        StillRunning = stillRunning;
    }

    /// <summary>Keys that were ready and did not get their turn.</summary>
    public IReadOnlyList<TKey> Pending { get; }

    /// <summary>Keys that waited for a time: a retry after a failure, or a wish to run again.</summary>
    public IReadOnlyList<TKey> Delayed { get; }

    /// <summary>Keys whose reconcile was cut off because the time to stop was over.</summary>
    public IReadOnlyList<TKey> Cancelled { get; }

    /// <summary>Keys whose reconcile was cancelled and did not end in time; it may still have effects.</summary>
    public IReadOnlyList<TKey> StillRunning { get; }

    /// <summary>True when no work was cut off and no ready key was left.</summary>
    public bool IsClean => Pending.Count == 0 && Cancelled.Count == 0 && StillRunning.Count == 0;
}
