using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>
/// What is wrong with the wishes for a workload, beyond what the definition of a MendixApp refuses: each sentence names the field, the
/// fault and the remedy, and no value that may be secret. They are looked at before anything is written.
/// </summary>
internal static class RuntimeRules
{
    private static readonly Func<RuntimeSpec, IEnumerable<string>>[] All =
    [
        SettingsRules.Problems, LogRules.Problems, EventRules.Problems, SecretRules.Problems, EnvironmentRules.Problems,
        ResourceRules.Problems, PodRules.Problems, RolloutRules.Problems, MetricsRules.Problems, VersionRules.Problems,
    ];

    public static Verdict? Problem(RuntimeSpec spec)
    {
        var problems = Problems(spec);
        return problems.Count == 0 ? null : Verdict.Failed(Reasons.InvalidField, string.Join(' ', problems));
    }

    public static IReadOnlyList<string> Problems(RuntimeSpec spec) => [.. All.SelectMany(rules => rules(spec))];
}
