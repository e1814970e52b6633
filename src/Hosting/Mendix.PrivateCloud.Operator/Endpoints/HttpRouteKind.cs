using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>HTTPRoutes of the Gateway API.</summary>
internal sealed class HttpRouteKind(ClusterView view, ClusterWriter writer) : NetworkKind
{
    public override string EndpointType => EndpointTypes.GatewayRoute;

    public override async Task<NetworkState> ApplyAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (!await view.HttpRoutes.IsServedAsync(cancellationToken))
        {
            return NetworkState.KindMissing(HttpRoute.Definition, EndpointType, "Install the Gateway API in version 1.0 or later");
        }

        var route = await writer.ApplyAsync(HttpRouteRenderer.Render(endpoint), Find(endpoint), cancellationToken);
        return new NetworkState(Rejection(route));
    }

    public override Task RemoveAsync(Endpoint endpoint, CancellationToken cancellationToken) =>
        Find(endpoint) is { } route && Owners.IsOwnedBy(route, endpoint) ? writer.DeleteAsync(route, cancellationToken) : Task.CompletedTask;

    private HttpRoute? Find(Endpoint endpoint) => view.HttpRoutes.Find(endpoint.Metadata.Namespace, AppNames.HttpRoute(endpoint.Spec!.AppName));

    private static Verdict? Rejection(HttpRoute route) => route.Status?.Parents?
        .SelectMany(parent => (parent.Conditions ?? []).Select(condition => (Gateway: parent.ParentRef?.Name, Condition: condition)))
        .Where(said => said.Condition is { Type: "Accepted" or "ResolvedRefs", Status: ConditionStatus.False })
        .Select(said => Verdict.Failed(
            Reasons.Rejected,
            $"The Gateway '{said.Gateway}' did not accept the HTTPRoute '{route.Metadata.Name}': {said.Condition.Reason} {said.Condition.Message}. " +
            "Correct spec.endpoint.gatewayRoute.gatewayParentReference of the OperatorConfiguration, the host of the app, or the Gateway's listeners."))
        .FirstOrDefault();
}
