using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Nodes;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Deployments;

/// <summary>Which Pods a Deployment has too many of and too few, seen from the Pods that there are.</summary>
internal sealed record Rollout(
    int Desired, int Missing, IReadOnlyList<ObjectKey> Unwanted, int Total, int Updated, int Ready)
{
    public static Rollout Plan(JsonObject deployment, IReadOnlyList<JsonObject> pods)
    {
        var spec = deployment["spec"];
        var desired = (int)(spec.Integer("replicas") ?? 1);
        var hash = PodTemplate.Hash(deployment);
        var current = pods.Where(pod => pod["metadata"]!["labels"].String(PodTemplate.HashLabel) == hash)
            .OrderByDescending(PodStatus.IsReady)
            .ThenBy(pod => pod["metadata"].String("name"), StringComparer.Ordinal)
            .ToList();
        var old = pods.Except(current).OrderByDescending(PodStatus.IsReady).ToList();

        // Old Pods serve until as many new ones do, unless both must never run side by side.
        var recreate = spec.Object("strategy").String("type") == "Recreate";
        var oldToKeep = recreate ? 0 : Math.Max(0, desired - current.Count(PodStatus.IsReady));
        var unwanted = old.Skip(oldToKeep).Concat(current.Skip(desired)).ToList();
        var mustWait = recreate && old.Count > 0;
        return new Rollout(
            desired,
            mustWait ? 0 : Math.Max(0, desired - current.Count),
            [.. unwanted.Select(pod => new ObjectKey(pod["metadata"].String("namespace")!, pod["metadata"].String("name")!))],
            pods.Count,
            current.Count,
            pods.Count(PodStatus.IsReady));
    }
}
