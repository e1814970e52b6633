using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Reconciling;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Gives a StorageInstance its tenant and the Secret that reaches it, and takes both away again. Whether the Secret is
/// there decides: it is written last, so where it is, a tenant with these credentials is too.
/// </summary>
internal sealed class StorageInstanceReconciler(
    ClusterView view,
    ClusterWriter writer,
    KubernetesClient client,
    IStorageProvisioners provisioners,
    PlanLoader plans,
    DedicatedPlanClaim claim,
    StorageInstanceStatusWriter status,
    TenantRemoval removal,
    IOptions<OperatorOptions> options) : IReconciler<ObjectKey>
{
    // Nothing tells when the garbage collector has taken a claim; it does so within moments.
    private static readonly TimeSpan ClaimReleaseDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StaleViewDelay = TimeSpan.FromMilliseconds(100);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Instances.Find(key.Namespace, key.Name) is not { Spec.Provisioner: not null } instance)
        {
            return ReconcileResult.Done;
        }

        if (instance.Metadata.DeletionTimestamp is not null)
        {
            return await removal.RemoveAsync(instance, cancellationToken);
        }

        if (instance.Metadata.Finalizers?.Contains(Labels.StorageFinalizer) != true)
        {
            // Without it nothing would be cleaned up after a deletion. The MendixApp's reconciler puts it back.
            return ReconcileResult.Blocked($"The finalizer {Labels.StorageFinalizer} is missing.");
        }

        var secret = view.Secrets.Find(key.Namespace, key.Name);
        if (secret is null && StorageDecision.HasTenant(instance))
        {
            // Provisioning again sets a new password. The cache may lag behind what was written a moment ago.
            secret = await client.FindAsync<Secret>(key.Namespace, key.Name, cancellationToken);
        }

        return secret is null
            ? await ProvisionAsync(instance, cancellationToken)
            : await JudgeAsync(instance, secret, cancellationToken);
    }

    private async Task<ReconcileResult> JudgeAsync(StorageInstance instance, Secret secret, CancellationToken cancellationToken)
    {
        if (Owners.IsOwnedBy(secret, instance))
        {
            await status.WriteAsync(instance, Provisioned(instance), cancellationToken);
            return ReconcileResult.Done;
        }

        var verdict = Owners.ControllerOf(secret)?.Kind == instance.Kind
            ? Verdict.Processing(Reasons.Waiting, $"Waiting until the Secret '{secret.Metadata.Name}' of an earlier instance is gone.")
            : Verdict.Failed(
                Reasons.Conflict,
                $"A Secret '{secret.Metadata.Name}' exists already and was not made for this environment; it was left as it is. Rename or delete it.");
        await status.WriteAsync(instance, verdict, cancellationToken);
        return ReconcileResult.Blocked(verdict.Message);
    }

    private async Task<ReconcileResult> ProvisionAsync(StorageInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            var provisioner = provisioners.Get(instance.Spec!.Provisioner!.Type);
            if (await claim.TakeAsync(instance, provisioner.Descriptor, cancellationToken) is { } taken)
            {
                await status.WriteAsync(instance, taken, cancellationToken);
                return taken.IsFailed ? ReconcileResult.Blocked(taken.Message) : ReconcileResult.After(ClaimReleaseDelay);
            }

            var plan = await plans.LoadAsync(instance.Metadata.Namespace!, instance.Spec.Provisioner, cancellationToken);
            var settings = await provisioner.ProvisionAsync(plan, StorageTenant.Of(instance), new IntentRecorder(instance, status), cancellationToken);
            await writer.ApplyAsync(CredentialsSecret(instance, settings), observed: null, cancellationToken);
            await status.WriteAsync(instance, Provisioned(instance), cancellationToken);
            return ReconcileResult.Done;
        }
        catch (StaleViewException)
        {
            return ReconcileResult.After(StaleViewDelay);
        }
        catch (Exception failure) when (Refusal.Of(failure) is { } refused)
        {
            await status.WriteAsync(instance, refused, cancellationToken);
            return refused.ToResult();
        }
        catch (ProvisioningException failure)
        {
            var verdict = failure.Kind switch
            {
                FailureKind.Transient => Verdict.Processing(Reasons.ProvisioningRetried, failure.Message),
                FailureKind.Conflict => Verdict.Failed(Reasons.Conflict, failure.Message),
                _ => Verdict.Failed(Reasons.ProvisioningFailed, failure.Message),
            };
            await status.WriteAsync(instance, verdict, cancellationToken);
            return failure.Kind == FailureKind.Transient ? ReconcileResult.Failed(failure.Message) : ReconcileResult.Blocked(failure.Message);
        }
    }

    private Secret CredentialsSecret(StorageInstance instance, RuntimeSettings settings) => new()
    {
        Metadata = Owners.Child(instance, instance.Metadata.Name!, instance.Spec!.AppName),
        Type = "Opaque",
        Data = CredentialsSecretData.Of(settings, options.Value.SecretFormat),
    };

    private static Verdict Provisioned(StorageInstance instance) => Verdict.Ready(
        Reasons.Provisioned,
        $"The {(instance.Spec!.StorageType == StorageTypes.Database ? "database" : "file storage")} is there; the Secret '{instance.Metadata.Name}' reaches it.");
}
