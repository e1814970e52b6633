using Mendix.PrivateCloud.Operator;

namespace Mendix.PrivateCloud.Monitoring;

/// <summary>An answer to a probe: the first line says it all, the others say why.</summary>
internal sealed record HealthReport(bool IsGood, string Text)
{
    /// <summary>
    /// Whether a restart would help. An API server that is away, or a right that is missing, is not mended by one.
    /// </summary>
    public static HealthReport Liveness(OperatorState state) => state.Phase == OperatorPhase.Stopped
        ? new HealthReport(false, "stopped\n")
        : new HealthReport(true, "ok\n");

    /// <summary>
    /// Whether it knows the cluster and follows it, so that it works, or could from one moment to the next. Standing by is as good as
    /// leading: otherwise no rolling update of two replicas would ever come to its end.
    /// </summary>
    public static HealthReport Readiness(OperatorState state)
    {
        var lagging = state.Kinds.Where(kind => kind.Problem is not null || !kind.HasSynced).ToList();
        var isGood = state.Phase is OperatorPhase.Leading or OperatorPhase.Standby && lagging.Count == 0;
        var word = state.Phase switch
        {
            OperatorPhase.Leading => "leading",
            OperatorPhase.Standby => "standing by",
            OperatorPhase.Stopped => "stopped",
            _ => "starting",
        };
        return new HealthReport(isGood, string.Concat(
            [$"{(isGood ? "ok" : "not ready")}: {word}\n", .. lagging.Select(kind => $"{kind.Name}: {kind.Problem ?? "not listed yet"}\n")]));
    }
}
