using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioning;

public abstract partial class StorageProvisioner<TPlan> : ICredentialRotator
{
    /// <inheritdoc />
    public async Task<RuntimeSettings> RotateCredentialsAsync(
        object plan, Tenant tenant, RuntimeSettings current, IEffectObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(observer);
        var typedPlan = Rotatable(plan);
        return await GuardAsync(typedPlan, tenant, "rotate", observer, () => DrawRotation(typedPlan, tenant, current), async (builder, blueprint) =>
        {
            await builder.BuildAsync(cancellationToken);
            return blueprint.Settings;
        }, cancellationToken, current);
    }

    /// <inheritdoc />
    public async Task WithdrawCredentialsAsync(
        object plan, Tenant tenant, RuntimeSettings current, IEffectObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(observer);
        var typedPlan = Rotatable(plan);
        await GuardAsync(
            typedPlan, tenant, "withdraw", observer, () => new TenantBlueprint(DrawWithdrawal(typedPlan, tenant, current), current), async (builder, _) =>
            {
                await builder.DemolishAsync(cancellationToken);
                return true;
            }, cancellationToken, current);
    }

    /// <summary>
    /// Which slot the settings in use belong to. Override it in a type whose credentials stand in two slots, and mark the
    /// parts that are credentials with <see cref="TenantPart.Slot"/>; then rotation needs nothing else.
    /// </summary>
    /// <param name="plan">The plan the tenant was made with.</param>
    /// <param name="tenant">Whose credentials.</param>
    /// <param name="current">What the environment uses now.</param>
    /// <returns>The slot; null when these are not settings of this tenant.</returns>
    protected virtual CredentialSlot? SlotInUse(TPlan plan, Tenant tenant, RuntimeSettings current) => null;

    /// <summary>
    /// What has to be there for new credentials beside those in use. As it is, the tenant with its other slot in use;
    /// override it where the server names credentials itself. Parts that are there already are mended.
    /// </summary>
    /// <param name="plan">The plan the tenant was made with.</param>
    /// <param name="tenant">Whose credentials.</param>
    /// <param name="current">What the environment uses now.</param>
    /// <exception cref="ProvisioningException"><paramref name="current"/> is not this tenant's.</exception>
    protected virtual TenantBlueprint DrawRotation(TPlan plan, Tenant tenant, RuntimeSettings current)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return Draw(plan, tenant with { Slot = Other(KnownSlot(plan, tenant, current)) });
    }

    /// <summary>
    /// What is removed once nobody uses the old credentials. As it is, the parts of the slot that is not in use;
    /// override it where the server names credentials itself.
    /// </summary>
    /// <param name="plan">The plan the tenant was made with.</param>
    /// <param name="tenant">Whose credentials.</param>
    /// <param name="current">What the environment uses now: these stay.</param>
    /// <exception cref="ProvisioningException"><paramref name="current"/> is not this tenant's.</exception>
    protected virtual IReadOnlyList<TenantPart> DrawWithdrawal(TPlan plan, Tenant tenant, RuntimeSettings current)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var inUse = KnownSlot(plan, tenant, current);
        return [.. Draw(plan, tenant with { Slot = inUse }).Parts.Where(part => part.Slot == Other(inUse))];
    }

    private TPlan Rotatable(object plan) => Descriptor.Capabilities.HasFlag(ProvisionerCapabilities.Rotate)
        ? Valid(plan)
        : throw new ProvisioningException(
            FailureKind.Configuration,
            $"The credentials of the type '{Descriptor.Type}' cannot be changed by this product.",
            "Change them where they were made, and update the plan or the environment's Secret.");

    private CredentialSlot KnownSlot(TPlan plan, Tenant tenant, RuntimeSettings current) =>
        SlotInUse(plan, tenant, current) ?? throw new ProvisioningException(
            FailureKind.Configuration,
            $"The settings given as those in use are not of {tenant}.",
            "Give the settings that provisioning or the last rotation of this tenant returned; if they are lost, provision again.");

    private static CredentialSlot Other(CredentialSlot slot) => slot == CredentialSlot.A ? CredentialSlot.B : CredentialSlot.A;
}
