namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>
/// One thing a tenant consists of on its server: a role, a database, a bucket, a policy. A part looks and proposes;
/// <see cref="StorageProvisioner{TPlan}"/> decides, orders, executes and recovers.
/// </summary>
public abstract class TenantPart
{
    /// <summary>Kind and name, such as <c>database mendix_crm_0f3a</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The slot whose credentials this part is; null, the default, for a part that does not depend on them. A rotation
    /// makes the parts of the other slot, and the withdrawal after it removes those of the slot no longer in use.
    /// </summary>
    public virtual CredentialSlot? Slot => null;

    /// <summary>Looks whether the part is there and ours. Changes nothing.</summary>
    /// <remarks>A part that lives inside another one reports <see cref="PartState.Absent"/> while that one is not there.</remarks>
    public abstract Task<PartState> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The effects that bring the part into its wanted state from how it was found, in order. Called for an absent
    /// part and also for one that is ours: then they mend what may be missing and set anew what is random. Each is asked
    /// for only when the one before it was performed, so later effects may depend on what earlier ones found.
    /// </summary>
    public abstract IEnumerable<Effect> Make(PartState observed);

    /// <summary>
    /// The effects that remove the part, in order, each asked for when the one before it was performed. Called for a part
    /// that is ours, and for one that is <see cref="PartState.Unseen"/>: then it may be gone already.
    /// </summary>
    public abstract IEnumerable<Effect> Remove();
}
