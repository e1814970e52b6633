using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Writes down, before the first effect on a server, that there may be a tenant from now on. Whoever deletes the
/// instance later knows then that there is something to remove, wherever the effects were cut off.
/// </summary>
internal sealed class IntentRecorder(StorageInstance instance, StorageInstanceStatusWriter status) : IEffectObserver
{
    /// <summary>The id of the tenant that may be there; null while nothing was begun.</summary>
    public string? TenantId { get; private set; } = instance.Status?.TenantId;

    /// <exception cref="StaleViewException">
    /// The instance is not any more as it was seen: it may have another plan, be deleted, or have its tenant already.
    /// </exception>
    public async ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
    {
        if (TenantId is null)
        {
            await status.WriteTenantAsync(instance, StorageTenant.IdOf(instance), cancellationToken);
            TenantId = StorageTenant.IdOf(instance);
        }
    }

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
