using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>The verbs without an observer.</summary>
public static class StorageProvisionerExtensions
{
    /// <inheritdoc cref="IStorageProvisioner.ProvisionAsync" />
    public static Task<RuntimeSettings> ProvisionAsync(
        this IStorageProvisioner provisioner, object plan, Tenant tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provisioner);
        return provisioner.ProvisionAsync(plan, tenant, EffectObserver.None, cancellationToken);
    }

    /// <inheritdoc cref="IStorageProvisioner.DeprovisionAsync" />
    public static Task DeprovisionAsync(
        this IStorageProvisioner provisioner, object plan, Tenant tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provisioner);
        return provisioner.DeprovisionAsync(plan, tenant, EffectObserver.None, cancellationToken);
    }

    /// <inheritdoc cref="ICredentialRotator.RotateCredentialsAsync" />
    public static Task<RuntimeSettings> RotateCredentialsAsync(
        this ICredentialRotator rotator, object plan, Tenant tenant, RuntimeSettings current, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotator);
        return rotator.RotateCredentialsAsync(plan, tenant, current, EffectObserver.None, cancellationToken);
    }

    /// <inheritdoc cref="ICredentialRotator.WithdrawCredentialsAsync" />
    public static Task WithdrawCredentialsAsync(
        this ICredentialRotator rotator, object plan, Tenant tenant, RuntimeSettings current, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotator);
        return rotator.WithdrawCredentialsAsync(plan, tenant, current, EffectObserver.None, cancellationToken);
    }
}
