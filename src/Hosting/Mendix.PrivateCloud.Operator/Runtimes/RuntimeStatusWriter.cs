using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Runtimes.Health;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>Tells how a workload is.</summary>
internal sealed class RuntimeStatusWriter(ClusterView view, ClusterWriter writer, StatusEvents events, TimeProvider time)
{
    /// <param name="runtime">Whose workload.</param>
    /// <param name="seen">The pods as they were seen.</param>
    /// <param name="deployments">The Deployments from which the verdict is: its numbers must not be older than it.</param>
    /// <param name="verdict">How it is.</param>
    /// <param name="trafficRevision">The pods that the Service should send requests to.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task WriteAsync(
        Runtime runtime, RolloutView seen, IReadOnlyList<Deployment> deployments, Verdict verdict, string? trafficRevision, CancellationToken cancellationToken)
    {
        var app = runtime.Spec!.AppName;
        var desired = new Runtime
        {
            Metadata = new ObjectMeta { Namespace = runtime.Metadata.Namespace, Name = runtime.Metadata.Name, Uid = runtime.Metadata.Uid },
            Status = new RuntimeStatus
            {
                ObservedGeneration = runtime.Metadata.Generation,
                Phase = verdict.Phase,
                Replicas = deployments.Sum(deployment => deployment.Status?.Replicas ?? 0),
                ReadyReplicas = deployments.Sum(deployment => deployment.Status?.ReadyReplicas ?? 0),
                Selector = $"{Labels.App}={app},{Labels.Component}={Labels.AppComponent}",
                TrafficRevision = trafficRevision,
                ServiceAccountName = view.ServiceAccounts.Find(runtime.Metadata.Namespace, AppNames.ServiceAccount(app))?.Metadata.Name,
                Pods = ReplicaStatusRenderer.Render(seen.Running),
                Conditions = Conditions.Next(runtime.Status?.Conditions, time.GetUtcNow(), verdict.ToConditions(runtime.Metadata.Generation)),
            },
        };
        await writer.ApplyStatusAsync(desired, runtime, cancellationToken);
        if (!verdict.IsReady)
        {
            events.OnVerdict(runtime, runtime.Status?.Conditions, verdict);
        }
    }
}
