using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Operator.Storage.Tasks;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Removes the tenant of a StorageInstance that is being deleted, and then lets the instance go.</summary>
internal sealed class TenantRemoval(
    KubernetesClient client,
    ClusterWriter writer,
    IStorageProvisioners provisioners,
    PlanLoader plans,
    CredentialsSecret credentials,
    Leadership leadership,
    RemovalInPod inPod,
    StorageInstanceStatusWriter status)
{
    public async Task<ReconcileResult> RemoveAsync(StorageInstance cached, CancellationToken cancellationToken)
    {
        if (!HasFinalizer(cached))
        {
            return ReconcileResult.Done;
        }

        // What follows cannot be undone: look at the object itself, not at a copy that may be old.
        var instance = await client.FindAsync<StorageInstance>(cached.Metadata.Namespace, cached.Metadata.Name!, cancellationToken);
        if (instance is null || instance.Metadata.Uid != cached.Metadata.Uid || instance.Metadata.DeletionTimestamp is null || !HasFinalizer(instance))
        {
            return ReconcileResult.Done;
        }

        try
        {
            // Without a tenant id no effect ever began: there is nothing on any server, whatever is wrong with the plan.
            var tenantId = await TenantIdAsync(instance, cancellationToken);
            // Once only: a failure that was told stays until the removal succeeds.
            if (tenantId is not null && instance.Status?.Phase != Phases.Deleting)
            {
                await status.WriteAsync(instance, Verdict.Deleting(Reasons.Deleting, "The tenant is being removed from its server."), cancellationToken, taskFailures: 0);
            }

            if (instance.Spec?.Provisioner?.Task is not null)
            {
                if (await RemoveInPodAsync(instance, tenantId, cancellationToken) is { } result)
                {
                    return result;
                }
            }
            else if (tenantId is not null)
            {
                await DeprovisionAsync(instance, tenantId, cancellationToken);
            }
        }
        catch (ProvisioningException failure)
        {
            await status.WriteAsync(instance, Verdict.Deleting(Reasons.DeprovisioningFailed, failure.Message), cancellationToken);
            return failure.Kind == FailureKind.Transient ? ReconcileResult.Failed(failure.Message) : ReconcileResult.Blocked(failure.Message);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or KubernetesException or StaleViewException))
        {
            // Its text may hold anything. The log has it.
            var message = $"The provisioner '{instance.Spec!.Provisioner!.Type}' failed unexpectedly ({exception.GetType().Name}). It is tried again; the operator's log says more.";
            await status.WriteAsync(instance, Verdict.Deleting(Reasons.DeprovisioningFailed, message), cancellationToken);
            throw;
        }

        await writer.RemoveFinalizerAsync(instance, Labels.StorageFinalizer, cancellationToken);
        return ReconcileResult.Done;
    }

    // A status can be lost, as in a restore; then the Secret knows.
    private async Task<string?> TenantIdAsync(StorageInstance instance, CancellationToken cancellationToken) =>
        instance.Status?.TenantId ?? CredentialsSecret.TenantIdOf(await credentials.FindAsync(instance, cancellationToken), instance);

    private async Task<ReconcileResult?> RemoveInPodAsync(StorageInstance instance, string? tenantId, CancellationToken cancellationToken)
    {
        try
        {
            return await inPod.AdvanceAsync(instance, tenantId, cancellationToken);
        }
        catch (UnmetWishException refused) when (tenantId is not null)
        {
            // No pod can be made in a namespace that is being deleted, and the namespace waits for this tenant.
            if (!provisioners.Types.Contains(instance.Spec!.Provisioner!.Type))
            {
                await status.WriteAsync(instance, Verdict.Deleting(Reasons.DeprovisioningFailed, refused.Message), cancellationToken);
                return ReconcileResult.Failed(refused.Message);
            }

            await DeprovisionAsync(instance, tenantId, cancellationToken);
            return null;
        }
    }

    private async Task DeprovisionAsync(StorageInstance instance, string tenantId, CancellationToken cancellationToken)
    {
        var reference = instance.Spec!.Provisioner!;
        var plan = await plans.LoadAsync(instance.Metadata.Namespace!, reference, cancellationToken);
        await provisioners.Get(reference.Type).DeprovisionAsync(plan, StorageTenant.Of(instance, tenantId), leadership.Guard(EffectObserver.None), cancellationToken);
    }

    private static bool HasFinalizer(StorageInstance instance) =>
        instance.Metadata.Finalizers?.Contains(Labels.StorageFinalizer) == true;
}
