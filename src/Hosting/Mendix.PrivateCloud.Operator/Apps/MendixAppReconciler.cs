using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>Observes an environment, decides (<see cref="AppDecision"/>), applies the difference, and tells how it is.</summary>
internal sealed class MendixAppReconciler(
    ClusterView view, ClusterWriter writer, IStorageProvisioners provisioners, StatusEvents events, TimeProvider time) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        // What belongs to an app that is gone goes by owner references, held back by the finalizer where it must.
        if (view.Apps.Find(key.Namespace, key.Name) is not { Metadata.DeletionTimestamp: null } app)
        {
            return ReconcileResult.Done;
        }

        var seen = Observe(app);
        var decision = AppDecision.Make(seen, provisioners);
        Verdict? refused = null;
        try
        {
            await ApplyAsync(seen, decision, cancellationToken);
        }
        catch (Exception failure) when (Refusal.Of(failure) is { } verdict)
        {
            refused = verdict;
            decision = decision with { Complaints = [verdict] };
        }

        await writer.ApplyStatusAsync(AppStatusRenderer.Render(seen, decision, time.GetUtcNow()), app, cancellationToken);
        var overall = AppStatusRenderer.Overall(decision);
        events.OnVerdict(app, app.Status?.Conditions, overall);
        // What is wrong with a part is its own reconciler's to try again.
        return refused?.ToResult() ?? (overall.IsFailed ? ReconcileResult.Blocked(overall.Message) : ReconcileResult.Done);
    }

    private AppObservation Observe(MendixApp app)
    {
        var (space, name) = (app.Metadata.Namespace!, app.Metadata.Name!);
        return new AppObservation(
            app,
            view.Configurations.Find(space, OperatorConfiguration.ObjectName),
            view.PlansByNamespace.Find(space),
            view.Instances.Find(space, AppNames.DatabaseInstance(name)),
            view.Instances.Find(space, AppNames.FileInstance(name)),
            view.Builds.Find(space, AppNames.Build(name)),
            view.Endpoints.Find(space, AppNames.Endpoint(name)),
            view.Runtimes.Find(space, AppNames.Runtime(name)),
            view.Secrets.Find(space, AppNames.TlsSecret(name)));
    }

    private async Task ApplyAsync(AppObservation seen, AppDecision decision, CancellationToken cancellationToken)
    {
        await ApplyAsync(decision.DesiredDatabase, seen.Database, cancellationToken);
        await ApplyAsync(decision.DesiredFile, seen.File, cancellationToken);
        await ApplyAsync(decision.DesiredBuild, seen.Build, cancellationToken);
        await ApplyAsync(decision.DesiredTlsSecret, seen.TlsSecret, cancellationToken);
        await ApplyAsync(decision.DesiredEndpoint, seen.Endpoint, cancellationToken);
        await ApplyAsync(decision.DesiredRuntime, seen.Runtime, cancellationToken);
    }

    private async Task ApplyAsync<T>(T? desired, T? observed, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        if (desired is not null && observed?.Metadata.DeletionTimestamp is null)
        {
            await writer.ApplyAsync(desired, observed, cancellationToken);
        }
    }
}
