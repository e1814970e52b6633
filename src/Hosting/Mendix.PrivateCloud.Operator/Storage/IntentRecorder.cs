using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Writes down, before the first effect on a server, that there may be a tenant from now on. Whoever deletes the
/// instance later knows then that there is something to remove, wherever the effects were cut off.
/// </summary>
internal sealed class IntentRecorder(StorageInstance instance, StorageInstanceStatusWriter status) : IEffectObserver
{
    private bool _isRecorded = instance.Status?.TenantId is not null;

    /// <exception cref="StaleViewException">The tenant is there already; the first effect would have set a new password.</exception>
    public async ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
    {
        if (_isRecorded)
        {
            return;
        }

        var written = await status.WriteTenantAsync(instance, cancellationToken);
        if (written.Status?.SecretName is not null)
        {
            throw new StaleViewException();
        }

        _isRecorded = true;
    }

    public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
