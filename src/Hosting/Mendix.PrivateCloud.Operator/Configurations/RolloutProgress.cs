using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>How far a roll-out is, in numbers and in a sentence.</summary>
internal static class RolloutProgress
{
    public static ConfigurationRolloutStatus StatusOf(string revision, RolloutPlan plan, IReadOnlyList<EnvironmentState> environments) => new()
    {
        Revision = revision,
        Environments = environments.Count,
        Updated = environments.Count(environment => environment.IsUpdated),
        Ready = environments.Count(environment => environment is { IsUpdated: true, Health: EnvironmentHealth.Ready }),
        Failed = environments.Count(environment => environment is { IsUpdated: true, Health: EnvironmentHealth.Unwell }),
        Waiting = environments.Count(environment => !environment.IsUpdated),
        Turns = plan.Turns.Count == 0 ? null : [.. plan.Turns],
        Unwell = plan.Unwell.Count == 0 ? null : [.. plan.Unwell],
    };

    public static Verdict VerdictOf(RolloutPlan plan, OperatorRollout? how, IReadOnlyList<EnvironmentState> environments)
    {
        var waiting = environments.Count(environment => !environment.IsUpdated);
        var failed = environments.Where(environment => environment is { IsUpdated: true, Health: EnvironmentHealth.Unwell } && plan.Turns.Contains(environment.Name)).ToList();
        var has = $"{environments.Count - waiting} of {environments.Count} environments have the configuration";
        if (waiting > 0 && how?.Paused == true)
        {
            return Verdict.Pending(Reasons.Paused, $"{has}; the others keep theirs until spec.rollout.paused is false.");
        }

        // While one of them may still become Ready, its place may come free.
        if (failed.Count > 0 && failed.Count == plan.Turns.Count && (waiting == 0 || failed.Count >= plan.Places))
        {
            var stop = waiting == 0 ? "" : $" The {waiting} that wait keep what they have.";
            return Verdict.Failed(
                Reasons.RolloutStopped,
                $"{has}, and of these {Names(failed.Select(environment => environment.Name))} {(failed.Count == 1 ? "does" : "do")} not become Ready.{stop} " +
                $"Correct this configuration, or what {failed[0].Name} says: {failed[0].Message}");
        }

        if (waiting > 0 && plan.Turns.Count == 0 && environments.FirstOrDefault(environment => environment is { IsUpdated: false, Health: EnvironmentHealth.Blocked }) is { } blocked)
        {
            return Verdict.Pending(Reasons.Waiting, $"{has}. {blocked.Name} takes it when its own wish is corrected: {blocked.Message}");
        }

        return waiting == 0 && plan.Turns.Count == 0
            ? Verdict.Ready(Reasons.Ready, environments.Count == 0 ? "The configuration is right; no environment uses it yet." : $"All {environments.Count} environments have the configuration.")
            : Verdict.Processing(Reasons.RollingOut, $"{has}. Now taking it: {Names(plan.Turns.Concat(plan.Unwell))}.");
    }

    private static string Names(IEnumerable<string> names)
    {
        const int shown = 5;
        var all = names.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(shown)) + (all.Count > shown ? $" and {all.Count - shown} more" : "");
    }
}
