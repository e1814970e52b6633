using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>Makes an environment reachable: a Service always, and the object that its endpoint type wants beside it.</summary>
internal sealed class EndpointReconciler(
    ClusterView view, ClusterWriter writer, IEnumerable<NetworkKind> kinds, StatusEvents events, TimeProvider time) : IReconciler<ObjectKey>
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Endpoints.Find(key.Namespace, key.Name) is not { Spec: not null, Metadata.DeletionTimestamp: null } endpoint)
        {
            return ReconcileResult.Done;
        }

        var outcome = new EndpointOutcome();
        UnmetWishException? unmet = null;
        try
        {
            outcome = EndpointProblem.Of(endpoint.Spec) is { } problem ? outcome with { Verdict = problem } : await ApplyAsync(endpoint, cancellationToken);
        }
        catch (UnmetWishException exception)
        {
            (unmet, outcome) = (exception, outcome with { Verdict = exception.Verdict });
        }

        await WriteStatusAsync(endpoint, outcome, cancellationToken);
        var result = outcome.Verdict.IsFailed ? ReconcileResult.Blocked(outcome.Verdict.Message) : ReconcileResult.Done;
        return unmet?.Result ?? (outcome.IsPolled ? ReconcileResult.After(Poll) : result);
    }

    private async Task<EndpointOutcome> ApplyAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var (space, spec) = (endpoint.Metadata.Namespace, endpoint.Spec!);
        var service = await writer.ApplyAsync(
            ServiceRenderer.Render(endpoint, view.Runtimes.Find(space, AppNames.Runtime(spec.AppName))?.Status?.TrafficRevision),
            view.Services.Find(space, AppNames.Service(spec.AppName)),
            cancellationToken);
        var state = kinds.FirstOrDefault(kind => kind.EndpointType == spec.Type) is { } wanted
            ? await wanted.ApplyAsync(endpoint, cancellationToken)
            : NetworkState.Fine;
        if (state.Problem is null)
        {
            // Only now that the new way in is there: until then the old one goes on serving.
            foreach (var former in kinds.Where(kind => kind.EndpointType != spec.Type))
            {
                await former.RemoveAsync(endpoint, cancellationToken);
            }
        }

        var loadBalancer = spec.ServiceType == ServiceTypes.LoadBalancer ? EndpointAddress.LoadBalancer(service) : null;
        var url = EndpointAddress.Url(endpoint, loadBalancer, state.Host);
        return new EndpointOutcome
        {
            Verdict = state.Problem ?? EndpointVerdict.Of(endpoint, url, IsCertificateThere(endpoint)),
            Url = url,
            LoadBalancer = loadBalancer,
            IsPolled = state.IsPolled,
        };
    }

    private bool IsCertificateThere(Endpoint endpoint) =>
        endpoint.Spec!.Tls?.SecretName is not { Length: > 0 } name || view.Secrets.Find(endpoint.Metadata.Namespace, name) is not null;

    private async Task WriteStatusAsync(Endpoint endpoint, EndpointOutcome outcome, CancellationToken cancellationToken)
    {
        var desired = new Endpoint
        {
            Metadata = new ObjectMeta { Namespace = endpoint.Metadata.Namespace, Name = endpoint.Metadata.Name, Uid = endpoint.Metadata.Uid },
            Status = new EndpointStatus
            {
                ObservedGeneration = endpoint.Metadata.Generation,
                Phase = outcome.Verdict.Phase,
                AppUrl = outcome.Verdict.IsReady ? outcome.Url : endpoint.Status?.AppUrl,
                LoadBalancerAddress = outcome.LoadBalancer,
                Conditions = Conditions.Next(
                    endpoint.Status?.Conditions, time.GetUtcNow(), outcome.Verdict.ToConditions(endpoint.Metadata.Generation)),
            },
        };
        await writer.ApplyStatusAsync(desired, endpoint, cancellationToken);
        if (!outcome.Verdict.IsReady)
        {
            events.OnVerdict(endpoint, endpoint.Status?.Conditions, outcome.Verdict);
        }
    }

    private sealed record EndpointOutcome
    {
        public Verdict Verdict { get; init; } = Verdict.Processing(Reasons.Processing, "");

        public string? Url { get; init; }

        public string? LoadBalancer { get; init; }

        public bool IsPolled { get; init; }
    }
}
