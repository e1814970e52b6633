using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>What of an app's workload was seen at one moment.</summary>
internal sealed class RolloutView
{
    public required Deployment? Master { get; init; }

    public required Deployment? Worker { get; init; }

    public IReadOnlyList<Deployment> Deployments => [.. new[] { Master, Worker }.OfType<Deployment>()];

    /// <summary>All pods of the app, those that end included.</summary>
    public required IReadOnlyList<Pod> Pods { get; init; }

    /// <summary>The app's Service; null when there is none of ours, or it cannot be changed.</summary>
    public required Service? Service { get; init; }

    /// <summary>The pods that the Service is meant to send requests to, as decided last.</summary>
    public required string? TrafficRevision { get; init; }

    /// <summary>Pods that may still be at work: also those that were told to stop.</summary>
    public IEnumerable<Pod> Running => Pods.Where(pod => NodeTypeOf(pod) is not null && pod.Status?.Phase is not ("Succeeded" or "Failed"));

    /// <summary>Pods that are meant to stay.</summary>
    public IEnumerable<Pod> Live => Running.Where(pod => pod.Metadata.DeletionTimestamp is null);

    public static bool IsReady(Pod pod) =>
        pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: ConditionStatus.True }) == true;

    public static string? NodeTypeOf(Pod pod) => pod.Metadata.Labels?.GetValueOrDefault(Labels.NodeType);
}
