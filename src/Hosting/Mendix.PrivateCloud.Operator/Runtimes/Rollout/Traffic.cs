using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>
/// Which pods the Service sends requests to while old and new ones run side by side: the old ones until enough new ones are ready, then
/// at once the new ones (documented in the reference), so that no client meets both.
/// </summary>
internal static class Traffic
{
    // Documented.
    private static readonly IntOrString DefaultThreshold = "50%";

    /// <param name="spec">The runtime.</param>
    /// <param name="seen">What runs.</param>
    /// <param name="revision">What the new pods bear.</param>
    /// <returns>The revision to send requests to; null where pods are not told apart.</returns>
    public static string? Decide(RuntimeSpec spec, RolloutView seen, string revision)
    {
        var ready = seen.Live.Where(RolloutView.IsReady).GroupBy(pod => Revision.In(pod.Metadata) ?? "").ToDictionary(pods => pods.Key, pods => pods.Count());
        if (ready.GetValueOrDefault(revision) >= Threshold(spec))
        {
            return revision;
        }

        // Where nothing of what served is left, the best of the rest does.
        var served = seen.TrafficRevision ?? Best(ready, revision);
        return NullIfEmpty(served is { Length: > 0 } && ready.GetValueOrDefault(served) == 0 ? Best(ready, null) ?? served : served);
    }

    /// <summary>The revision that a Service sends requests to; null for one that does not tell pods apart.</summary>
    public static string? In(Service service) => service.Spec?.Selector?.GetValueOrDefault(Labels.Revision);

    private static int Threshold(RuntimeSpec spec)
    {
        var total = spec.Replicas ?? 1;
        var wanted = Share.Of(spec.DeploymentStrategy?.SwitchoverThreshold ?? DefaultThreshold, total) ?? total;
        // The last old replica may end before the last new one is ready: somebody must serve at that moment.
        return Math.Clamp(wanted, 1, Math.Max(1, total - 1));
    }

    private static string? Best(Dictionary<string, int> ready, string? besides) => ready
        .Where(pair => pair.Key != besides)
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Key)
        .FirstOrDefault();

    // Pods of an operator that did not mark them yet cannot be told from others.
    private static string? NullIfEmpty(string? revision) => string.IsNullOrEmpty(revision) ? null : revision;
}
