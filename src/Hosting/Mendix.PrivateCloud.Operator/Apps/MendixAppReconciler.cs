using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Configurations;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>Observes an environment, decides (<see cref="AppDecision"/>), applies the difference, and tells how it is.</summary>
internal sealed class MendixAppReconciler(
    ClusterView view,
    KubernetesClient client,
    ClusterWriter writer,
    IStorageProvisioners provisioners,
    RevisionStore revisions,
    StatusEvents events,
    TimeProvider time) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        // What belongs to an app that is gone goes by owner references, held back by the finalizer where it must.
        if (view.Apps.Find(key.Namespace, key.Name) is not { } app)
        {
            return ReconcileResult.Done;
        }

        var seen = Observe(app);
        var decision = AppDecision.Make(seen, provisioners);
        if (MissesPlan(decision) && !IsKnownToMissPlan(app))
        {
            // App and plan may have been made together, and the plan is heard of later. Nobody is told that it does not exist because of that.
            seen = seen with { Plans = (await client.ListAsync<StoragePlan>(key.Namespace, cancellationToken: cancellationToken)).Items };
            decision = AppDecision.Make(seen, provisioners);
        }

        UnmetWishException? unmet = null;
        try
        {
            // Decided anew after each step: what was changed a moment ago is not ready, whatever it said before.
            seen = await ApplyPartsAsync(seen, decision, cancellationToken);
            decision = AppDecision.Make(seen, provisioners);
            seen = seen with { Runtime = await ApplyAsync(decision.DesiredRuntime, seen.Runtime, cancellationToken) };
            decision = AppDecision.Make(seen, provisioners);
        }
        catch (UnmetWishException exception)
        {
            unmet = exception;
            decision = decision with { Complaints = [exception.Verdict, .. decision.Complaints] };
        }

        await writer.ApplyStatusAsync(AppStatusRenderer.Render(seen, decision, time.GetUtcNow()), app, cancellationToken);
        var overall = AppStatusRenderer.Overall(decision);
        events.OnVerdict(app, app.Status?.Conditions, overall);
        return unmet?.Result ?? (overall.IsFailed ? ReconcileResult.Blocked(overall.Message) : ReconcileResult.Done);
    }

    private static bool MissesPlan(AppDecision decision) =>
        decision.Database.Reason == Reasons.UnknownPlan || decision.File.Reason == Reasons.UnknownPlan;

    private static bool IsKnownToMissPlan(MendixApp app) =>
        app.Status?.Conditions?.Any(condition => condition.Reason == Reasons.UnknownPlan && condition.ObservedGeneration == app.Metadata.Generation) == true;

    private AppObservation Observe(MendixApp app)
    {
        var (space, name) = (app.Metadata.Namespace!, app.Metadata.Name!);
        var endpoint = view.Endpoints.Find(space, AppNames.Endpoint(name));
        var runtime = view.Runtimes.Find(space, AppNames.Runtime(name));
        return new AppObservation(
            app,
            AppConfiguration.Choose(
                view.Configurations.Find(space, OperatorConfiguration.ObjectName),
                name,
                endpoint,
                runtime,
                revision => revisions.Find(space, revision)),
            view.PlansByNamespace.Find(space),
            view.Instances.Find(space, AppNames.DatabaseInstance(name)),
            view.Instances.Find(space, AppNames.FileInstance(name)),
            view.Builds.Find(space, AppNames.Build(name)),
            endpoint,
            runtime,
            view.Secrets.Find(space, AppNames.TlsSecret(name)));
    }

    private async Task<AppObservation> ApplyPartsAsync(AppObservation seen, AppDecision decision, CancellationToken cancellationToken)
    {
        seen = seen with
        {
            Database = await ApplyAsync(decision.DesiredDatabase, seen.Database, cancellationToken),
            File = await ApplyAsync(decision.DesiredFile, seen.File, cancellationToken),
            Build = await ApplyAsync(decision.DesiredBuild, seen.Build, cancellationToken),
            TlsSecret = await ApplyAsync(decision.DesiredTlsSecret, seen.TlsSecret, cancellationToken),
            Endpoint = await ApplyAsync(decision.DesiredEndpoint, seen.Endpoint, cancellationToken),
        };
        if (decision.IsTlsSecretObsolete && seen.TlsSecret is { } obsolete)
        {
            await writer.DeleteAsync(obsolete, cancellationToken);
        }

        return seen;
    }

    private async Task<T?> ApplyAsync<T>(T? desired, T? observed, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T> =>
        desired is not null && observed?.Metadata.DeletionTimestamp is null
            ? await writer.ApplyAsync(desired, observed, cancellationToken)
            : observed;
}
