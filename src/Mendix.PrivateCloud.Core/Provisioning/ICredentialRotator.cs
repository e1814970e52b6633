using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// A provisioner that can change a tenant's credentials in two steps. Between them both the old and the new ones are
/// valid, so that the host can tell whoever uses them to switch, and wait until that is done.
/// </summary>
/// <remarks>
/// The settings that are in use are all that a host has to keep: which credentials are new and which are old follows
/// from them and from the server. Both steps may be repeated after a crash.
/// </remarks>
public interface ICredentialRotator
{
    /// <summary>Makes new credentials beside those in use. Both are accepted when it returns.</summary>
    /// <remarks>
    /// A repeat with the same <paramref name="current"/> replaces what an earlier, unfinished rotation made, and never
    /// touches the credentials in <paramref name="current"/>.
    /// </remarks>
    /// <param name="plan">The plan the tenant was made with.</param>
    /// <param name="tenant">Whose credentials.</param>
    /// <param name="current">What the environment uses now, as <see cref="IStorageProvisioner.ProvisionAsync"/> or an earlier rotation returned it.</param>
    /// <param name="observer">Told of each effect on the server, before and after it.</param>
    /// <param name="cancellationToken">Stops between effects; a repeat goes on from where it stands.</param>
    /// <returns>What the environment has to use from now on.</returns>
    /// <exception cref="ProvisioningException">
    /// It could not be done, <paramref name="current"/> is not this tenant's, or this plan's credentials cannot be changed.
    /// </exception>
    Task<RuntimeSettings> RotateCredentialsAsync(
        object plan, Tenant tenant, RuntimeSettings current, IEffectObserver observer, CancellationToken cancellationToken);

    /// <summary>Makes all of the tenant's credentials invalid except those in use. Call it once nobody uses the old ones any more.</summary>
    /// <param name="plan">The plan the tenant was made with.</param>
    /// <param name="tenant">Whose credentials.</param>
    /// <param name="current">What the environment uses now: these stay.</param>
    /// <param name="observer">Told of each effect on the server, before and after it.</param>
    /// <param name="cancellationToken">Stops between effects; a repeat goes on from where it stands.</param>
    /// <exception cref="ProvisioningException">
    /// It could not be done, <paramref name="current"/> is not this tenant's, or this plan's credentials cannot be changed.
    /// </exception>
    Task WithdrawCredentialsAsync(
        object plan, Tenant tenant, RuntimeSettings current, IEffectObserver observer, CancellationToken cancellationToken);
}
