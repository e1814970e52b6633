using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>How replicas are replaced, and how many may be missing.</summary>
internal static class RolloutRules
{
    public static IEnumerable<string> Problems(RuntimeSpec spec) => [.. Strategy(spec), .. Budget(spec)];

    private static IEnumerable<string> Strategy(RuntimeSpec spec)
    {
        var strategy = spec.DeploymentStrategy;
        if (strategy?.Type is { Length: > 0 } and not "PreferRolling")
        {
            yield return $"spec.deploymentStrategy.type is '{strategy.Type}'. Leave it out: replicas are replaced one after the other wherever that is possible.";
        }

        if (strategy?.SwitchoverThreshold is { } threshold && Share.Of(threshold, 1) is not > 0)
        {
            yield return NoShare("spec.deploymentStrategy.switchoverThreshold", threshold, "1 or more, or a share from 1% to 100%");
        }

        var (surge, missing) = (strategy?.RollingUpdate?.MaxSurge, strategy?.RollingUpdate?.MaxUnavailable);
        if (surge is { } more && Share.Of(more, 100) is null)
        {
            yield return NoShare("spec.deploymentStrategy.rollingUpdate.maxSurge", more, "0 or more, or a share such as 25%");
        }

        if (missing is { } less && Share.Of(less, 100) is null)
        {
            yield return NoShare("spec.deploymentStrategy.rollingUpdate.maxUnavailable", less, "0 or more, or a share such as 25%");
        }

        if (surge is { } none && missing is { } neither && Share.Of(none, 100) == 0 && Share.Of(neither, 100) == 0)
        {
            yield return "spec.deploymentStrategy.rollingUpdate has maxSurge 0 and maxUnavailable 0, so that no replica could be replaced. Set one of them to 1 or more.";
        }
    }

    private static IEnumerable<string> Budget(RuntimeSpec spec)
    {
        var budget = spec.PodDisruptionBudget;
        if (budget is { MinAvailable: not null, MaxUnavailable: not null })
        {
            yield return "spec.podDisruptionBudget has minAvailable and maxUnavailable, of which Kubernetes takes one. Remove the other.";
        }

        if (budget?.MinAvailable is { } least && Share.Of(least, 100) is null)
        {
            yield return NoShare("spec.podDisruptionBudget.minAvailable", least, "0 or more, or a share such as 50%");
        }

        if (budget?.MaxUnavailable is { } most && Share.Of(most, 100) is null)
        {
            yield return NoShare("spec.podDisruptionBudget.maxUnavailable", most, "0 or more, or a share such as 50%");
        }
    }

    private static string NoShare(string field, IntOrString value, string form) => $"{field} is '{value}'. Write {form}.";
}
