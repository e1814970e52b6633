using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Writes down, before the first effect on a server, that there may be a tenant from now on. Whoever deletes the
/// instance later knows then that there is something to remove, wherever the effects were cut off.
/// </summary>
internal sealed class IntentRecorder(StorageInstance instance, StorageInstanceStatusWriter status) : IEffectObserver
{
    /// <summary>The instance with what was written.</summary>
    public StorageInstance Latest { get; private set; } = instance;

    public async ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
    {
        if (Latest.Status?.TenantId is null)
        {
            Latest = await status.WriteIntentAsync(
                Latest, Verdict.Processing(Reasons.Provisioning, "The tenant is being made on the server."), cancellationToken);
        }
    }

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
