namespace Mendix.PrivateCloud.Reconciling;

/// <summary>What a reconciler says of a key at the end of a run. The default value is <see cref="Done"/>.</summary>
public readonly record struct ReconcileResult
{
    private ReconcileResult(ReconcileOutcome outcome, TimeSpan delay = default, string? reason = null, Exception? exception = null)
    {
        Outcome = outcome;
        Delay = delay;
        Reason = reason;
        Exception = exception;
    }

    /// <summary>Observed and desired state agree. The key rests until it changes.</summary>
    public static ReconcileResult Done => default;

    /// <summary>How the reconcile ended.</summary>
    public ReconcileOutcome Outcome { get; }

    /// <summary>For <see cref="ReconcileOutcome.After"/>: when to run again. Otherwise zero.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Why it failed or is blocked, for people; goes into logs and traces, so it holds no secret.</summary>
    public string? Reason { get; }

    /// <summary>The exception of a failure, when there was one.</summary>
    public Exception? Exception { get; }

    /// <summary>
    /// All is well so far, look again after a time. The wish lapses when the key runs earlier for another
    /// reason: the later run decides anew.
    /// </summary>
    /// <param name="delay">The time, more than zero.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is zero or less, which would be an endless loop.</exception>
    public static ReconcileResult After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(delay, TimeSpan.Zero);
        return new ReconcileResult(ReconcileOutcome.After, delay);
    }

    /// <summary>It did not work this time. Retried with a back-off that doubles with every failure in a row.</summary>
    /// <param name="reason">Why, in words for people and without secrets.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public static ReconcileResult Failed(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new ReconcileResult(ReconcileOutcome.Failed, reason: reason);
    }

    /// <summary>It did not work this time. Retried with a back-off that doubles with every failure in a row.</summary>
    /// <param name="exception">What went wrong; its message goes into the log.</param>
    /// <returns>The result.</returns>
    public static ReconcileResult Failed(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new ReconcileResult(ReconcileOutcome.Failed, reason: exception.Message, exception: exception);
    }

    /// <summary>
    /// It cannot work until somebody changes something: the key rests, without a timer, until it is enqueued
    /// again. Earlier failures are forgotten.
    /// </summary>
    /// <param name="reason">What must change, in words for people and without secrets.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public static ReconcileResult Blocked(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new ReconcileResult(ReconcileOutcome.Blocked, reason: reason);
    }
}
