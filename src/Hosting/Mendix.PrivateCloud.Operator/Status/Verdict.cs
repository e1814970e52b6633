using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Status;

/// <summary>How something is, for programs (phase, reason) and for people (message: cause and remedy in one sentence or two).</summary>
internal sealed record Verdict(string Phase, string Reason, string Message)
{
    // Nobody reads more than this, and the API server takes no objects of any size.
    private const int LongestMessage = 4096;

    public bool IsReady => Phase == Phases.Ready;

    public bool IsFailed => Phase == Phases.Failed;

    public static Verdict Ready(string reason, string message) => new(Phases.Ready, reason, message);

    public static Verdict Processing(string reason, string message) => new(Phases.Processing, reason, message);

    public static Verdict Pending(string reason, string message) => new(Phases.Pending, reason, message);

    public static Verdict Failed(string reason, string message) => new(Phases.Failed, reason, message);

    public static Verdict Unknown(string reason, string message) => new(Phases.Unknown, reason, message);

    public static Verdict Deleting(string reason, string message) => new(Phases.Deleting, reason, message);

    /// <summary>What a dependent object says of itself, unless it has not yet looked at its newest desired state.</summary>
    public static Verdict Of(ObjectMeta metadata, string? phase, long? observedGeneration, IEnumerable<Condition>? conditions)
    {
        if (metadata.DeletionTimestamp is not null)
        {
            return Deleting(Reasons.Deleting, ReadyCondition(conditions)?.Message ?? $"{metadata.Name} is being removed.");
        }

        if (phase is null || observedGeneration != metadata.Generation)
        {
            return Processing(Reasons.Processing, $"{metadata.Name} is being worked on.");
        }

        var ready = ReadyCondition(conditions);
        return new Verdict(phase, ready?.Reason ?? phase, ready?.Message ?? "");
    }

    public Condition ToCondition(string type, long? generation) => new()
    {
        Type = type,
        Status = IsReady ? ConditionStatus.True : Phase == Phases.Unknown ? ConditionStatus.Unknown : ConditionStatus.False,
        Reason = Reason,
        Message = Message.Length <= LongestMessage ? Message : string.Concat(Message.AsSpan(0, LongestMessage - 1), "…"),
        ObservedGeneration = generation,
    };

    /// <summary>
    /// The condition Ready, and while it does not hold the one that tells tools why not: Reconciling when it may come by itself, Stalled
    /// when somebody has to do something. These two are there only while they hold, as the tools that read them expect (kstatus).
    /// </summary>
    public IEnumerable<Condition> ToConditions(long? generation)
    {
        yield return ToCondition(ConditionTypes.Ready, generation);
        if (!IsReady)
        {
            var why = ToCondition(IsFailed ? ConditionTypes.Stalled : ConditionTypes.Reconciling, generation);
            why.Status = ConditionStatus.True;
            yield return why;
        }
    }

    private static Condition? ReadyCondition(IEnumerable<Condition>? conditions) =>
        conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
}
