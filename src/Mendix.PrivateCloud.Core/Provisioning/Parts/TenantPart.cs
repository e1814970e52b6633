namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>
/// One thing a tenant consists of on its server: a role, a database, a bucket, a policy. A part looks and proposes;
/// <see cref="StorageProvisioner{TPlan}"/> decides, orders, executes and recovers.
/// </summary>
public abstract class TenantPart
{
    /// <summary>Kind and name, such as <c>database mendix_crm_0f3a</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Looks whether the part is there and ours. Changes nothing.</summary>
    /// <remarks>A part that lives inside another one reports <see cref="PartState.Absent"/> while that one is not there.</remarks>
    public abstract Task<PartState> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The effects that bring the part into its wanted state from how it was found, in order. Called for an absent
    /// part and also for one that is ours: then they mend what may be missing and set anew what is random.
    /// </summary>
    public abstract IEnumerable<Effect> Make(PartState observed);

    /// <summary>The effects that remove the part, in order. Called only for a part that is ours.</summary>
    public abstract IEnumerable<Effect> Remove();
}
