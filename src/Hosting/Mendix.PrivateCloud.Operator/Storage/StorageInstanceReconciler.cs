using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Operator.Storage.Tasks;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Gives a StorageInstance its tenant and the Secret that reaches it, and takes both away again. Whether the Secret is
/// there decides: it is written last, so where it is, a tenant with these credentials is too.
/// </summary>
internal sealed class StorageInstanceReconciler(
    ClusterView view,
    IStorageProvisioners provisioners,
    PlanLoader plans,
    DedicatedPlanClaim claim,
    PlanSecretHold hold,
    CredentialsSecret credentials,
    CredentialsRotation rotation,
    Leadership leadership,
    OwnerCheck owners,
    ProvisioningInPod inPod,
    StorageTaskPods pods,
    StorageInstanceStatusWriter status,
    TenantRemoval removal) : IReconciler<ObjectKey>
{
    // Nothing tells when the garbage collector has taken a claim; it does so within moments.
    private static readonly TimeSpan ClaimReleaseDelay = TimeSpan.FromSeconds(1);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Instances.Find(key.Namespace, key.Name) is not { Spec.Provisioner: not null } instance)
        {
            if (pods.Find(key) is { Metadata.DeletionTimestamp: null } leftover)
            {
                // Its instance was let go by hand while it was being removed.
                await pods.DeleteAsync(leftover, cancellationToken);
            }

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

        try
        {
            // Provisioning again sets a new password, and the cache may lag behind what was written a moment ago.
            var secret = view.Secrets.Find(key.Namespace, key.Name) ?? await credentials.FindAsync(instance, cancellationToken);
            if (instance.Spec.Provisioner.Task is not null && await inPod.AdvanceAsync(instance, secret, cancellationToken) is { } result)
            {
                return result;
            }

            return secret is null
                ? await ProvisionAsync(instance, cancellationToken)
                : await JudgeAsync(instance, secret, cancellationToken);
        }
        catch (UnmetWishException exception)
        {
            await status.WriteAsync(instance, exception.Verdict, cancellationToken);
            return exception.Result;
        }
        catch (ProvisioningException failure)
        {
            await status.WriteAsync(instance, VerdictOf(failure), cancellationToken);
            return failure.Kind == FailureKind.Transient ? ReconcileResult.Failed(failure.Message) : ReconcileResult.Blocked(failure.Message);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or KubernetesException or StaleViewException))
        {
            // Its text may hold anything. The log has it.
            await status.WriteAsync(instance, Unexpected(instance, exception), cancellationToken);
            throw;
        }
    }

    private async Task<ReconcileResult> JudgeAsync(StorageInstance instance, Secret secret, CancellationToken cancellationToken)
    {
        if (await credentials.AdoptAsync(instance, secret, cancellationToken) is { } obstacle)
        {
            await status.WriteAsync(instance, obstacle, cancellationToken);
            return ReconcileResult.Blocked(obstacle.Message);
        }

        if (instance.Status?.TenantId is null && CredentialsSecret.TenantIdOf(secret, instance) is { } tenantId)
        {
            // The status was lost. Without the id, a deletion would leave the tenant behind.
            await status.WriteTenantAsync(instance, tenantId, cancellationToken);
        }

        var progress = await rotation.AdvanceAsync(instance, secret, cancellationToken);
        await status.WriteAsync(instance, progress?.Verdict ?? Provisioned(instance), cancellationToken);
        return progress?.Result ?? ReconcileResult.Done;
    }

    private async Task<ReconcileResult> ProvisionAsync(StorageInstance instance, CancellationToken cancellationToken)
    {
        if (instance.Status?.TenantId is not null)
        {
            // Its Secret was lost. Or the tenant was removed, and this is a copy from before: then there must not be another one.
            await owners.EnsureThereAsync(instance, cancellationToken);
        }

        var provisioner = provisioners.Get(instance.Spec!.Provisioner!.Type);
        if (await claim.TakeAsync(instance, provisioner.Descriptor, cancellationToken) is { } taken)
        {
            await status.WriteAsync(instance, taken, cancellationToken);
            return taken.IsFailed ? ReconcileResult.Blocked(taken.Message) : ReconcileResult.After(ClaimReleaseDelay);
        }

        await hold.TakeAsync(instance, cancellationToken);
        var plan = await plans.LoadAsync(instance.Metadata.Namespace!, instance.Spec.Provisioner, cancellationToken);
        var intent = new IntentRecorder(instance, status);
        var settings = await provisioner.ProvisionAsync(plan, StorageTenant.Of(instance), leadership.Guard(intent), cancellationToken);
        await credentials.WriteAsync(instance, settings, intent.TenantId, cancellationToken);
        await status.WriteAsync(instance, Provisioned(instance), cancellationToken);
        return ReconcileResult.Done;
    }

    private static Verdict VerdictOf(ProvisioningException failure) => failure.Kind switch
    {
        FailureKind.Transient => Verdict.Processing(Reasons.ProvisioningRetried, failure.Message),
        FailureKind.Conflict => Verdict.Failed(Reasons.Conflict, failure.Message),
        _ => Verdict.Failed(Reasons.ProvisioningFailed, failure.Message),
    };

    private static Verdict Unexpected(StorageInstance instance, Exception exception) => Verdict.Processing(
        Reasons.ProvisioningRetried,
        $"The provisioner '{instance.Spec!.Provisioner!.Type}' failed unexpectedly ({exception.GetType().Name}). It is tried again; the operator's log says more.");

    private static Verdict Provisioned(StorageInstance instance) => Verdict.Ready(
        Reasons.Provisioned,
        $"The {(instance.Spec!.StorageType == StorageTypes.Database ? "database" : "file storage")} is there; the Secret '{instance.Metadata.Name}' reaches it.");
}
