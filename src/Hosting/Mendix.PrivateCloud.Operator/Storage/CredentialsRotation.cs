using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Changes a tenant's credentials when another revision of them is wanted: makes new ones, publishes them, waits until the
/// app runs with them, withdraws the old. The Secret alone says how far this is.
/// </summary>
internal sealed class CredentialsRotation(
    ClusterView view, IStorageProvisioners provisioners, PlanLoader plans, CredentialsSecret credentials, Leadership leadership)
{
    // Nothing tells when a rollout is over but the Deployment's status, which is of no other interest here.
    private static readonly TimeSpan RolloutPolling = TimeSpan.FromSeconds(2);

    /// <summary>Takes the next step. Null when there is none, or the last one is done.</summary>
    /// <exception cref="StaleViewException">The Secret is not any more as it was seen.</exception>
    public async Task<(Verdict Verdict, ReconcileResult Result)?> AdvanceAsync(StorageInstance instance, Secret secret, CancellationToken cancellationToken)
    {
        try
        {
            if (CredentialsSecret.AreEarlierOnesValid(secret))
            {
                return await FinishAsync(instance, secret, cancellationToken);
            }

            return instance.Spec!.CredentialsRevision is { Length: > 0 } wanted && wanted != CredentialsSecret.RevisionOf(secret)
                ? await BeginAsync(instance, secret, cancellationToken)
                : null;
        }
        catch (ProvisioningException failure)
        {
            // What is in use works on, so the storage is ready all the same.
            return (
                Verdict.Ready(Reasons.RotationFailed, $"The credentials in use work on; they could not be changed. {failure.Message}"),
                failure.Kind == FailureKind.Transient ? ReconcileResult.Failed(failure.Message) : ReconcileResult.Blocked(failure.Message));
        }
    }

    private async Task<(Verdict, ReconcileResult)?> BeginAsync(StorageInstance instance, Secret seen, CancellationToken cancellationToken)
    {
        // A copy from before the last rotation would have the credentials in use replaced.
        var current = await CurrentAsync(instance, seen, cancellationToken);
        var (rotator, plan, tenant) = await RotatorAsync(instance, current, cancellationToken);
        var renewed = await rotator.RotateCredentialsAsync(plan, tenant, RuntimeSettingsData.Read(current), leadership.Guard(EffectObserver.None), cancellationToken);
        await credentials.RenewAsync(instance, current, renewed, cancellationToken);
        return Underway();
    }

    private async Task<(Verdict, ReconcileResult)?> FinishAsync(StorageInstance instance, Secret seen, CancellationToken cancellationToken)
    {
        if (!RuntimeSettle.HasTakenIn(view, instance, seen))
        {
            return Underway();
        }

        var current = await CurrentAsync(instance, seen, cancellationToken);
        var (rotator, plan, tenant) = await RotatorAsync(instance, current, cancellationToken);
        await rotator.WithdrawCredentialsAsync(plan, tenant, RuntimeSettingsData.Read(current), leadership.Guard(EffectObserver.None), cancellationToken);
        await credentials.SettleAsync(instance, current, cancellationToken);
        return null;
    }

    private async Task<Secret> CurrentAsync(StorageInstance instance, Secret seen, CancellationToken cancellationToken) =>
        await credentials.FindAsync(instance, cancellationToken) is { } current && current.Metadata.ResourceVersion == seen.Metadata.ResourceVersion
            ? current
            : throw new StaleViewException();

    private async Task<(ICredentialRotator Rotator, object Plan, Tenant Tenant)> RotatorAsync(
        StorageInstance instance, Secret current, CancellationToken cancellationToken)
    {
        var reference = instance.Spec!.Provisioner!;
        if (reference.Task is not null && !provisioners.Types.Contains(reference.Type))
        {
            throw new ProvisioningException(
                FailureKind.Configuration,
                $"The provisioner '{reference.Type}' runs in pods alone, and these make and remove tenants only.",
                $"Take the annotation {Labels.CredentialsRevision} back, or change the credentials on the server and in the Secret.");
        }

        var provisioner = provisioners.Get(reference.Type);
        if (provisioner is not ICredentialRotator rotator || !provisioner.Descriptor.Capabilities.HasFlag(ProvisionerCapabilities.Rotate))
        {
            throw new ProvisioningException(
                FailureKind.Configuration,
                $"The type '{reference.Type}' has no credentials that this product could change.",
                $"Take the annotation {Labels.CredentialsRevision} back, or change them on the server and in the Secret.");
        }

        var tenantId = CredentialsSecret.TenantIdOf(current, instance) ?? StorageTenant.IdOf(instance);
        return (rotator, await plans.LoadAsync(instance.Metadata.Namespace!, reference, cancellationToken), StorageTenant.Of(instance, tenantId));
    }

    private static (Verdict, ReconcileResult) Underway() => (
        Verdict.Ready(Reasons.Rotating, "New credentials are published. The earlier ones are withdrawn when the app runs with the new."),
        ReconcileResult.After(RolloutPolling));
}
