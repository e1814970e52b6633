using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Rollout;

/// <summary>A pod as far as a rollout is concerned.</summary>
internal sealed record SimulatedPod(string Name, string NodeType, string Revision, string Image)
{
    public bool IsEnding { get; set; }

    public long? ReadySince { get; set; }

    public bool IsReady => ReadySince is not null;

    public Pod ToPod()
    {
        var pod = RolloutSamples.Pod(Name, Revision, IsReady, NodeType, Image);
        pod.Metadata.DeletionTimestamp = IsEnding ? DateTimeOffset.UnixEpoch : null;
        return pod;
    }
}
