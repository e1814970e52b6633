using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.ReferenceHost.Output;

namespace Mendix.PrivateCloud.ReferenceHost.Clusters;

/// <summary>A cluster to work on.</summary>
/// <param name="client">Speaks to it.</param>
/// <param name="facts">What users want to know of it.</param>
/// <param name="end">Undoes what connecting did, last first.</param>
internal sealed class ClusterConnection(KubernetesClient client, ClusterFacts facts, Func<ValueTask> end) : IAsyncDisposable
{
    public KubernetesClient Client { get; } = client;

    public ClusterFacts Facts { get; } = facts;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await end();
    }
}
