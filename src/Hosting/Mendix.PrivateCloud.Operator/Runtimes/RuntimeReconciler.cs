using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>Runs an environment: its admin password, its settings, its Deployment.</summary>
internal sealed class RuntimeReconciler(
    ClusterView view, ClusterWriter writer, AdminPassword adminPassword, StatusEvents events, TimeProvider time) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Runtimes.Find(key.Namespace, key.Name) is not { Spec: not null, Metadata.DeletionTimestamp: null } runtime)
        {
            return ReconcileResult.Done;
        }

        var deployment = view.Deployments.Find(key.Namespace, AppNames.MasterDeployment(runtime.Spec.AppName));
        Verdict verdict;
        UnmetWishException? unmet = null;
        try
        {
            verdict = await ApplyAsync(runtime, deployment, cancellationToken);
        }
        catch (UnmetWishException exception)
        {
            (unmet, verdict) = (exception, exception.Verdict);
        }

        await WriteStatusAsync(runtime, deployment, verdict, cancellationToken);
        return unmet?.Result ?? (verdict.IsFailed ? ReconcileResult.Blocked(verdict.Message) : ReconcileResult.Done);
    }

    private async Task<Verdict> ApplyAsync(Runtime runtime, Deployment? deployment, CancellationToken cancellationToken)
    {
        var spec = runtime.Spec!;
        var storage = new[] { spec.DatabaseSecretName, spec.StorageSecretName }
            .Select(name => (Name: name, Secret: view.Secrets.Find(runtime.Metadata.Namespace, name!))).ToList();
        if (storage.FirstOrDefault(found => found.Secret?.Data is null) is { Name: { } missing })
        {
            // What runs goes on with the settings it has; they are not the reason to stop it.
            return Verdict.Processing(Reasons.Waiting, $"Waiting for the Secret '{missing}'.");
        }

        var (settings, problem) = SettingsSecretRenderer.Render(runtime);
        if (problem is not null)
        {
            return problem;
        }

        var admin = await adminPassword.EnsureAsync(runtime, cancellationToken);
        await writer.ApplyAsync(settings!, view.Secrets.Find(runtime.Metadata.Namespace, settings!.Metadata.Name!), cancellationToken);
        var digest = SettingsDigest.Of([admin, settings, .. storage.Select(found => found.Secret!)]);
        var applied = await writer.ApplyAsync(DeploymentRenderer.Render(runtime, digest), deployment, cancellationToken);
        return DeploymentVerdict.Of(applied);
    }

    private async Task WriteStatusAsync(Runtime runtime, Deployment? deployment, Verdict verdict, CancellationToken cancellationToken)
    {
        var desired = new Runtime
        {
            Metadata = new ObjectMeta { Namespace = runtime.Metadata.Namespace, Name = runtime.Metadata.Name, Uid = runtime.Metadata.Uid },
            Status = new RuntimeStatus
            {
                ObservedGeneration = runtime.Metadata.Generation,
                Phase = verdict.Phase,
                Replicas = deployment?.Status?.Replicas ?? 0,
                ReadyReplicas = deployment?.Status?.ReadyReplicas ?? 0,
                Selector = $"{Labels.App}={runtime.Spec!.AppName},{Labels.Component}={Labels.AppComponent}",
                Conditions = Conditions.Next(
                    runtime.Status?.Conditions, time.GetUtcNow(), verdict.ToCondition(ConditionTypes.Ready, runtime.Metadata.Generation)),
            },
        };
        await writer.ApplyStatusAsync(desired, runtime, cancellationToken);
        if (!verdict.IsReady)
        {
            events.OnVerdict(runtime, runtime.Status?.Conditions, verdict);
        }
    }
}
