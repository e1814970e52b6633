using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Removes the tenant of a StorageInstance that is being deleted, and then lets the instance go.</summary>
internal sealed class TenantRemoval(
    KubernetesClient client, ClusterWriter writer, IStorageProvisioners provisioners, PlanLoader plans, StorageInstanceStatusWriter status)
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
            if (instance.Status?.TenantId is not null)
            {
                await status.WriteAsync(instance, Verdict.Deleting(Reasons.Deleting, "The tenant is being removed from its server."), cancellationToken);
                await DeprovisionAsync(instance, cancellationToken);
            }
        }
        catch (ProvisioningException failure)
        {
            await status.WriteAsync(instance, Verdict.Deleting(Reasons.DeprovisioningFailed, failure.Message), cancellationToken);
            return failure.Kind == FailureKind.Transient ? ReconcileResult.Failed(failure.Message) : ReconcileResult.Blocked(failure.Message);
        }

        await writer.RemoveFinalizerAsync(instance, Labels.StorageFinalizer, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task DeprovisionAsync(StorageInstance instance, CancellationToken cancellationToken)
    {
        var reference = instance.Spec!.Provisioner!;
        var plan = await plans.LoadAsync(instance.Metadata.Namespace!, reference, cancellationToken);
        await provisioners.Get(reference.Type).DeprovisionAsync(plan, StorageTenant.Of(instance), cancellationToken);
    }

    private static bool HasFinalizer(StorageInstance instance) =>
        instance.Metadata.Finalizers?.Contains(Labels.StorageFinalizer) == true;
}
