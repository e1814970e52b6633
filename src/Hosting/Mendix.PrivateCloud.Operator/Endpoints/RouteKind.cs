using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>Routes of OpenShift.</summary>
internal sealed class RouteKind(ClusterView view, ClusterWriter writer, RouteCertificate certificate) : NetworkKind
{
    public override string EndpointType => EndpointTypes.OpenShiftRoute;

    public override async Task<NetworkState> ApplyAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (!await view.Routes.IsServedAsync(cancellationToken))
        {
            return NetworkState.KindMissing(OpenShiftRoute.Definition, EndpointType, "It comes with OpenShift: use such a cluster");
        }

        var (pair, problem) = await certificate.FindAsync(endpoint, cancellationToken);
        if (problem is not null)
        {
            return new NetworkState(problem);
        }

        var route = await writer.ApplyAsync(RouteRenderer.Render(endpoint, pair), Find(endpoint), cancellationToken);
        return new NetworkState(Rejection(route), route.Spec?.Host ?? route.Status?.Ingress?.FirstOrDefault()?.Host);
    }

    public override Task RemoveAsync(Endpoint endpoint, CancellationToken cancellationToken) =>
        Find(endpoint) is { } route && Owners.IsOwnedBy(route, endpoint) ? writer.DeleteAsync(route, cancellationToken) : Task.CompletedTask;

    private OpenShiftRoute? Find(Endpoint endpoint) => view.Routes.Find(endpoint.Metadata.Namespace, AppNames.Route(endpoint.Spec!.AppName));

    // Several routers may serve; one that did not admit the route is told of, because users may come through it.
    private static Verdict? Rejection(OpenShiftRoute route) => route.Status?.Ingress?
        .SelectMany(router => (router.Conditions ?? []).Select(condition => (router.RouterName, Condition: condition)))
        .Where(said => said.Condition is { Type: "Admitted", Status: ConditionStatus.False })
        .Select(said => Verdict.Failed(
            Reasons.Rejected,
            $"The router '{said.RouterName}' did not admit the Route '{route.Metadata.Name}': {said.Condition.Reason} {said.Condition.Message}. " +
            "Choose a host that nobody else has, in spec.appURL of the MendixApp or spec.endpoint.openshiftRoute.domain of the OperatorConfiguration."))
        .FirstOrDefault();
}
