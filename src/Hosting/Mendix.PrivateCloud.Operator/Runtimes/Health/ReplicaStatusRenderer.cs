using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;

namespace Mendix.PrivateCloud.Operator.Runtimes.Health;

/// <summary>What is told of each pod.</summary>
internal static class ReplicaStatusRenderer
{
    // A status is read by people; and the API server takes no objects of any size.
    private const int Most = 50;

    public static List<ReplicaStatus>? Render(IEnumerable<Pod> pods)
    {
        var replicas = pods.OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal).Take(Most).Select(Render).ToList();
        return replicas.Count == 0 ? null : replicas;
    }

    private static ReplicaStatus Render(Pod pod)
    {
        var app = pod.Status?.ContainerStatuses?.FirstOrDefault(container => container.Name == PodRenderer.AppContainer);
        var end = app?.State?.Terminated ?? app?.LastState?.Terminated;
        return new ReplicaStatus
        {
            Name = pod.Metadata.Name!,
            DeletionInitiated = pod.Metadata.DeletionTimestamp is null ? null : true,
            Ready = RolloutView.IsReady(pod),
            Started = app?.Started,
            RestartCount = app?.RestartCount,
            State = app?.State switch
            {
                { Running: not null } => "Running",
                { Waiting: { } waiting } => waiting.Reason,
                { Terminated: { } terminated } => terminated.Reason,
                _ => pod.Status?.Phase,
            },
            LastExitReason = end?.Reason,
            LastExitCode = end?.ExitCode,
        };
    }
}
