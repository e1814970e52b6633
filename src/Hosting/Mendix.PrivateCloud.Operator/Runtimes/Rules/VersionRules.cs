using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>What a version of the Mendix runtime cannot do (documented in the reference). Nothing is known of one that is not named.</summary>
internal static class VersionRules
{
    private static readonly Version Leaderless = new(10, 24);
    private static readonly Version NativeMetrics = new(9, 7);

    public static IEnumerable<string> Problems(RuntimeSpec spec)
    {
        if (string.IsNullOrWhiteSpace(spec.MendixRuntimeVersion))
        {
            yield break;
        }

        if (!Version.TryParse(spec.MendixRuntimeVersion, out var version))
        {
            yield return $"spec.mendixRuntimeVersion is '{spec.MendixRuntimeVersion}'. Write the full version, such as 10.24.1.5, or leave it out.";
            yield break;
        }

        if (spec.LeaderSelection == LeaderSelections.Leaderless && version < Leaderless)
        {
            yield return $"spec.runtimeLeaderSelection is leaderless, which Mendix {version} cannot do. Set it to assigned, or bring the app to Mendix {Leaderless} or later.";
        }

        if (spec.Metrics?.Mode == MetricsModes.Native && version < NativeMetrics)
        {
            yield return $"runtimeMetricsConfiguration.mode is native, which Mendix {version} cannot do. Set it to compatibility, or bring the app to Mendix {NativeMetrics} or later.";
        }
    }
}
