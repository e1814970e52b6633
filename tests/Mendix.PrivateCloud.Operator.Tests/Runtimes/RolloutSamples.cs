using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes;

/// <summary>Pods as a rollout sees them.</summary>
internal static class RolloutSamples
{
    public static Pod Pod(string name, string revision, bool isReady, string nodeType = Labels.Master, string image = "crm:1") => new()
    {
        Metadata = new ObjectMeta { Name = name, Labels = new() { [Labels.NodeType] = nodeType, [Labels.Revision] = revision } },
        Spec = new PodSpec { Containers = [new Container { Name = "mendix", Image = image }] },
        Status = new PodStatus { Phase = "Running", Conditions = [new Condition { Type = "Ready", Status = isReady ? ConditionStatus.True : ConditionStatus.False }] },
    };

    public static RolloutView View(IEnumerable<Pod> pods, string? traffic = null) =>
        new() { Master = null, Worker = null, Pods = [.. pods], Service = null, TrafficRevision = traffic };

    /// <summary>Which of two revisions gets the requests.</summary>
    public static string? Traffic(RuntimeSpec spec, int oldReady, int newReady) => Operator.Runtimes.Rollout.Traffic.Decide(
        spec,
        View(Enumerable.Range(0, oldReady).Select(i => Pod($"old-{i}", "old", isReady: true)).Concat(Enumerable.Range(0, newReady).Select(i => Pod($"new-{i}", "new", isReady: true)))),
        "new");
}
