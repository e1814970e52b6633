using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// Makes and removes tenants on one type of storage server. Authors usually derive from
/// <see cref="StorageProvisioner{TPlan}"/>, which owns what is hard; this interface is for a type that does not fit.
/// </summary>
/// <remarks>
/// Implementations are thread-safe singletons. <em>Provision</em> and <em>deprovision</em> may be repeated at any time,
/// also after a crash in the middle: names come from <see cref="TenantName"/>, what exists is looked at first, what is
/// random is set again. Every failure is a <see cref="ProvisioningException"/>.
/// </remarks>
public interface IStorageProvisioner
{
    /// <summary>What a host needs to know before it calls.</summary>
    ProvisionerDescriptor Descriptor { get; }

    /// <summary>Turns the values of a plan into the plan record that the other members take.</summary>
    /// <exception cref="PlanException">A value is missing, unknown or wrong; all faults at once.</exception>
    object BindPlan(PlanValues values);

    /// <summary>Makes sure that the tenant exists, and returns what reaches it, with credentials that work now.</summary>
    /// <param name="plan">A plan of this provisioner, from code or from <see cref="BindPlan"/>.</param>
    /// <param name="tenant">Whose tenant.</param>
    /// <param name="observer">Told of each effect on the server, before and after it.</param>
    /// <param name="cancellationToken">Stops between effects; a repeat goes on from where it stands.</param>
    /// <exception cref="ProvisioningException">It could not be done; its kind says whether a repeat can help.</exception>
    Task<RuntimeSettings> ProvisionAsync(object plan, Tenant tenant, IEffectObserver observer, CancellationToken cancellationToken);

    /// <summary>Makes sure that the tenant and its data are gone. What is not ours stays.</summary>
    /// <param name="plan">The plan the tenant was made with.</param>
    /// <param name="tenant">Whose tenant.</param>
    /// <param name="observer">Told of each effect on the server, before and after it.</param>
    /// <param name="cancellationToken">Stops between effects; a repeat goes on from where it stands.</param>
    /// <exception cref="ProvisioningException">It could not be done; its kind says whether a repeat can help.</exception>
    Task DeprovisionAsync(object plan, Tenant tenant, IEffectObserver observer, CancellationToken cancellationToken);

    /// <summary>Finds out whether this plan can work, without changing anything on the server.</summary>
    /// <param name="plan">A plan of this provisioner.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What was looked at and how it is. Problems are findings, not exceptions.</returns>
    Task<CheckReport> CheckAsync(object plan, CancellationToken cancellationToken);
}
