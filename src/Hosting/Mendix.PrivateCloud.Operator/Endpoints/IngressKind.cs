using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>Ingresses; every cluster has the kind.</summary>
internal sealed class IngressKind(ClusterView view, ClusterWriter writer) : NetworkKind
{
    public override string EndpointType => EndpointTypes.Ingress;

    public override async Task<NetworkState> ApplyAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        await writer.ApplyAsync(IngressRenderer.Render(endpoint), Find(endpoint), cancellationToken);
        return NetworkState.Fine;
    }

    public override Task RemoveAsync(Endpoint endpoint, CancellationToken cancellationToken) =>
        Find(endpoint) is { } ingress && Owners.IsOwnedBy(ingress, endpoint) ? writer.DeleteAsync(ingress, cancellationToken) : Task.CompletedTask;

    private Ingress? Find(Endpoint endpoint) => view.Ingresses.Find(endpoint.Metadata.Namespace, AppNames.Ingress(endpoint.Spec!.AppName));
}
