using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>What is logged. The levels themselves are checked by the definition.</summary>
internal static class LogRules
{
    public static IEnumerable<string> Problems(RuntimeSpec spec) =>
        (spec.Settings?.LogLevels ?? []).Keys.Where(string.IsNullOrWhiteSpace)
            .Select(_ => "spec.runtime.logLevels has a level for a log node without a name. Write the node's name before the level, as in ConnectionBus: WARNING.");
}
