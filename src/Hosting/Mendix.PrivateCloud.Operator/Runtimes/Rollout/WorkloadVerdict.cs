using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Health;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>How an app's workload is, read from its Deployments and, where they do not come up, from their pods.</summary>
internal static class WorkloadVerdict
{
    /// <param name="spec">What is wanted.</param>
    /// <param name="plan">The step that was taken.</param>
    /// <param name="deployments">The Deployments after it.</param>
    /// <param name="pods">The pods as seen before it.</param>
    /// <param name="secrets">What must not be repeated if the app said it.</param>
    public static Verdict Of(RuntimeSpec spec, RolloutPlan plan, IReadOnlyList<Deployment> deployments, IEnumerable<Pod> pods, IEnumerable<Secret> secrets)
    {
        var verdicts = deployments.Select(DeploymentVerdict.Of).ToList();
        var wanted = spec.Replicas ?? 1;
        if (verdicts.All(verdict => verdict.IsReady) && plan.IsLast)
        {
            return wanted == 0
                ? Verdict.Ready(Reasons.Stopped, "No replica is wanted and none runs.")
                : Verdict.Ready(Reasons.Ready, $"{wanted} of {wanted} replicas are ready.");
        }

        var trouble = PodTrouble.Find(pods.Where(pod => Revision.In(pod.Metadata) == plan.Revision), secrets);
        var failed = verdicts.FirstOrDefault(verdict => verdict.IsFailed);
        return (trouble is { IsFailed: true } ? trouble : failed ?? trouble)
            ?? (verdicts is [{ IsReady: false } only] && plan.IsLast ? only : RollingOut(wanted, deployments));
    }

    private static Verdict RollingOut(int wanted, IReadOnlyList<Deployment> deployments)
    {
        var upToDate = deployments.Sum(deployment => Math.Min(deployment.Status?.UpdatedReplicas ?? 0, deployment.Status?.AvailableReplicas ?? 0));
        return Verdict.Processing(Reasons.RollingOut, $"{Math.Min(upToDate, wanted)} of {wanted} replicas are ready.");
    }
}
