using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>Makes an environment reachable: a Service always, and an Ingress where the endpoint is one.</summary>
internal sealed class EndpointReconciler(ClusterView view, ClusterWriter writer, StatusEvents events, TimeProvider time) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Endpoints.Find(key.Namespace, key.Name) is not { Spec: not null, Metadata.DeletionTimestamp: null } endpoint)
        {
            return ReconcileResult.Done;
        }

        var verdict = Problem(endpoint.Spec);
        UnmetWishException? unmet = null;
        try
        {
            verdict ??= await ApplyAsync(endpoint, cancellationToken);
        }
        catch (UnmetWishException exception)
        {
            (unmet, verdict) = (exception, exception.Verdict);
        }

        await WriteStatusAsync(endpoint, verdict, cancellationToken);
        return unmet?.Result ?? (verdict.IsFailed ? ReconcileResult.Blocked(verdict.Message) : ReconcileResult.Done);
    }

    private static Verdict? Problem(EndpointSpec spec) => spec.Type switch
    {
        EndpointTypes.Service => null,
        EndpointTypes.Ingress when string.IsNullOrEmpty(spec.Host) => Verdict.Failed(
            Reasons.MissingField,
            "The app has no host name. Set spec.appURL of the MendixApp, or spec.endpoint.ingress.domain of the OperatorConfiguration."),
        EndpointTypes.Ingress => null,
        _ => Verdict.Failed(
            Reasons.NotSupported,
            $"The endpoint type '{spec.Type}' is not supported yet. Set spec.endpoint.type of the OperatorConfiguration to '{EndpointTypes.Ingress}' or '{EndpointTypes.Service}'."),
    };

    private async Task<Verdict> ApplyAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var (namespaceName, app) = (endpoint.Metadata.Namespace, endpoint.Spec!.AppName);
        await writer.ApplyAsync(ServiceRenderer.Render(endpoint, view.Runtimes.Find(namespaceName, AppNames.Runtime(app))?.Status?.TrafficRevision), view.Services.Find(namespaceName, AppNames.Service(app)), cancellationToken);
        var ingress = view.Ingresses.Find(namespaceName, AppNames.Ingress(app));
        if (endpoint.Spec.Type == EndpointTypes.Ingress)
        {
            await writer.ApplyAsync(IngressRenderer.Render(endpoint), ingress, cancellationToken);
        }
        else if (ingress is not null && Owners.IsOwnedBy(ingress, endpoint))
        {
            await writer.DeleteAsync(ingress, cancellationToken);
        }

        return Verdict.Ready(Reasons.Ready, $"The app is reached at {AppUrl(endpoint)}.");
    }

    private static string AppUrl(Endpoint endpoint)
    {
        var spec = endpoint.Spec!;
        var scheme = spec.Tls?.EnableTls == true ? "https" : "http";
        return spec.Host is { Length: > 0 } host
            ? $"{scheme}://{host}"
            : $"{scheme}://{AppNames.Service(spec.AppName)}.{endpoint.Metadata.Namespace}.svc:{(spec.ServicePorts ?? [RuntimePorts.App])[0]}";
    }

    private async Task WriteStatusAsync(Endpoint endpoint, Verdict verdict, CancellationToken cancellationToken)
    {
        var desired = new Endpoint
        {
            Metadata = new ObjectMeta { Namespace = endpoint.Metadata.Namespace, Name = endpoint.Metadata.Name, Uid = endpoint.Metadata.Uid },
            Status = new EndpointStatus
            {
                ObservedGeneration = endpoint.Metadata.Generation,
                Phase = verdict.Phase,
                AppUrl = verdict.IsReady ? AppUrl(endpoint) : endpoint.Status?.AppUrl,
                Conditions = Conditions.Next(
                    endpoint.Status?.Conditions, time.GetUtcNow(), verdict.ToCondition(ConditionTypes.Ready, endpoint.Metadata.Generation)),
            },
        };
        await writer.ApplyStatusAsync(desired, endpoint, cancellationToken);
        if (!verdict.IsReady)
        {
            events.OnVerdict(endpoint, endpoint.Status?.Conditions, verdict);
        }
    }
}
