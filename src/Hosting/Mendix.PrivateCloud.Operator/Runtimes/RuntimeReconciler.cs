using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;
using Mendix.PrivateCloud.Operator.Runtimes.Rules;
using Mendix.PrivateCloud.Operator.Runtimes.Settings;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>Runs an environment: its admin password, its settings, its Deployments.</summary>
internal sealed class RuntimeReconciler(
    ClusterView view, ClusterWriter writer, AdminPassword adminPassword, ServerFeatures features, RuntimeStatusWriter status) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Runtimes.Find(key.Namespace, key.Name) is not { Spec: not null, Metadata.DeletionTimestamp: null } runtime)
        {
            return ReconcileResult.Done;
        }

        var seen = Observe(runtime);
        var (traffic, deployments) = (seen.TrafficRevision, seen.Deployments);
        Verdict verdict;
        UnmetWishException? unmet = null;
        try
        {
            (verdict, traffic, deployments) = await ApplyAsync(runtime, seen, cancellationToken);
        }
        catch (UnmetWishException exception)
        {
            (unmet, verdict) = (exception, exception.Verdict);
        }

        await status.WriteAsync(runtime, seen, deployments, verdict, traffic, cancellationToken);
        return unmet?.Result ?? (verdict.IsFailed ? ReconcileResult.Blocked(verdict.Message) : ReconcileResult.Done);
    }

    private RolloutView Observe(Runtime runtime)
    {
        var (space, app) = (runtime.Metadata.Namespace!, runtime.Spec!.AppName);
        var endpoint = view.Endpoints.Find(space, AppNames.Endpoint(app));
        var service = view.Services.Find(space, AppNames.Service(app));
        return new RolloutView
        {
            Master = view.Deployments.Find(space, AppNames.MasterDeployment(app)),
            Worker = view.Deployments.Find(space, AppNames.WorkerDeployment(app)),
            Pods = [.. view.PodsByApp.Find(ClusterView.Key(space, app))],
            Service = endpoint is { Status.Phase: not Phases.Failed } && service is not null && Owners.IsOwnedBy(service, endpoint) ? service : null,
            TrafficRevision = runtime.Status?.TrafficRevision,
        };
    }

    private async Task<(Verdict Verdict, string? Traffic, IReadOnlyList<Deployment> Deployments)> ApplyAsync(Runtime runtime, RolloutView seen, CancellationToken cancellationToken)
    {
        var spec = runtime.Spec!;
        var storage = new[] { spec.DatabaseSecretName, spec.StorageSecretName }.OfType<string>()
            .Select(name => (Name: name, Secret: view.Secrets.Find(runtime.Metadata.Namespace, name))).ToList();
        var (source, missing) = SecretSource.Find(view, runtime);
        // What runs goes on with the settings it has; that some are wrong or not there is not the reason to stop it.
        if ((RuntimeRules.Problem(spec) ?? WaitingFor(storage) ?? missing) is { } problem)
        {
            return (problem, seen.TrafficRevision, seen.Deployments);
        }

        var admin = await adminPassword.EnsureAsync(runtime, cancellationToken);
        var settings = SettingsSecretRenderer.Render(runtime);
        await writer.ApplyAsync(settings, view.Secrets.Find(runtime.Metadata.Namespace, settings.Metadata.Name!), cancellationToken);
        await ApplyBudgetAsync(runtime, cancellationToken);

        List<Secret> secrets = [admin, settings, .. storage.Select(found => found.Secret!)];
        var digest = SettingsDigest.Of(secrets, source.Digest);
        var account = view.ServiceAccounts.Find(runtime.Metadata.Namespace, AppNames.ServiceAccount(spec.AppName))?.Metadata.Name;
        var plan = RolloutPlan.Make(runtime, nodeType => PodTemplateRenderer.Render(spec, nodeType, digest, source, account), seen);
        var deployments = await ApplyAsync(plan, seen, cancellationToken);
        return (WorkloadVerdict.Of(spec, plan, deployments, seen.Live, secrets), plan.TrafficRevision, deployments);
    }

    private static Verdict? WaitingFor(IEnumerable<(string Name, Secret? Secret)> storage) => storage
        .Where(found => found.Secret?.Data is null)
        .Select(found => Verdict.Processing(Reasons.Waiting, $"Waiting for the Secret '{found.Name}'."))
        .FirstOrDefault();

    private async Task<IReadOnlyList<Deployment>> ApplyAsync(RolloutPlan plan, RolloutView seen, CancellationToken cancellationToken)
    {
        var worker = plan.Worker is null ? seen.Worker : await writer.ApplyAsync(plan.Worker, seen.Worker, cancellationToken);
        var master = plan.Master is null ? seen.Master : await writer.ApplyAsync(plan.Master, seen.Master, cancellationToken);
        if (plan.IsWorkerObsolete && worker is not null)
        {
            await writer.DeleteAsync(worker, cancellationToken);
            worker = null;
        }

        return [.. new[] { master, worker }.OfType<Deployment>()];
    }

    private async Task ApplyBudgetAsync(Runtime runtime, CancellationToken cancellationToken)
    {
        if (!view.DisruptionBudgets.IsKnown)
        {
            return;
        }

        var observed = view.DisruptionBudgets.Find(runtime.Metadata.Namespace, AppNames.DisruptionBudget(runtime.Spec!.AppName));
        if (DisruptionBudgetRenderer.Render(runtime, await features.HasEvictionPolicyAsync(cancellationToken)) is { } wanted)
        {
            await writer.ApplyAsync(wanted, observed, cancellationToken);
        }
        else if (observed is not null && Owners.IsOwnedBy(observed, runtime))
        {
            await writer.DeleteAsync(observed, cancellationToken);
        }
    }
}
