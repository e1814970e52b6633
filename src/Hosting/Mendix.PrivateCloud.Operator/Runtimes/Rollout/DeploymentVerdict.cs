using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>How a workload is, read from its Deployment.</summary>
internal static class DeploymentVerdict
{
    public static Verdict Of(Deployment deployment)
    {
        var wanted = deployment.Spec!.Replicas ?? 1;
        var status = deployment.Status ?? new DeploymentStatus();
        if (status.ObservedGeneration is not { } seen || seen < deployment.Metadata.Generation)
        {
            return Verdict.Processing(Reasons.RollingOut, "The workload is being rolled out.");
        }

        if (Trouble(status) is { } trouble)
        {
            return Verdict.Failed(Reasons.RolloutFailed, $"The workload does not come up: {trouble} Look at the pods of the Deployment '{deployment.Metadata.Name}'.");
        }

        if (wanted == 0)
        {
            return (status.Replicas ?? 0) == 0
                ? Verdict.Ready(Reasons.Stopped, "No replica is wanted and none runs.")
                : Verdict.Processing(Reasons.RollingOut, $"{status.Replicas} replicas are being stopped.");
        }

        var upToDate = Math.Min(status.UpdatedReplicas ?? 0, status.AvailableReplicas ?? 0);
        return upToDate >= wanted && (status.Replicas ?? 0) == wanted
            ? Verdict.Ready(Reasons.Ready, $"{wanted} of {wanted} replicas are ready.")
            : Verdict.Processing(Reasons.RollingOut, $"{upToDate} of {wanted} replicas are ready.");
    }

    private static string? Trouble(DeploymentStatus status) => status.Conditions?
        .Where(condition => condition is { Type: "Progressing", Status: ConditionStatus.False } or { Type: "ReplicaFailure", Status: ConditionStatus.True })
        .Select(condition => condition.Message ?? condition.Reason)
        .FirstOrDefault();
}
