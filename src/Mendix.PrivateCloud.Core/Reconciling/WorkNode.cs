namespace Mendix.PrivateCloud.Reconciling;

/// <summary>
/// All that the queue knows of one key. It exists only while the key is ready, processed or delayed, so a
/// key that is gone leaves nothing behind, its failure count included.
/// </summary>
internal sealed class WorkNode<TKey>
    where TKey : notnull
{
    internal const long Never = long.MaxValue;
    internal const long NotMeasured = long.MinValue;

    internal TKey Key = default!;
    internal WorkNode<TKey>? Previous;
    internal WorkNode<TKey>? Next;
    internal CancellationTokenSource? Cancellation;

    /// <summary>When the caller's own delayed add is due, in timestamps of the queue's clock.</summary>
    internal long Scheduled = Never;

    /// <summary>When the last run of the key wanted to run again; a newer run decides anew.</summary>
    internal long Again = Never;

    /// <summary>While <see cref="Failures"/> is not 0: an add before this time waits for it.</summary>
    internal long PausedUntil;

    internal long ReadyAt;
    internal int HeapIndex = -1;
    internal int Failures;

    /// <summary>Distinguishes this hand-out from every other one, so that a stale item is recognised.</summary>
    internal int Version;

    /// <summary>Of the ready key; while it is processed, of the run that follows.</summary>
    internal WorkPriority Priority;

    internal WorkPriority DelayedPriority;
    internal bool IsReady;
    internal bool IsProcessing;

    /// <summary>The key was added while it was processed.</summary>
    internal bool IsDirty;

    internal bool IsSuperseded;

    internal long Due => Math.Min(Scheduled, Again);

    internal bool IsIdle => !IsReady && !IsProcessing && HeapIndex < 0;
}
