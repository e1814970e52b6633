using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>One of a tenant's two keys.</summary>
/// <param name="tenant">Whose key.</param>
/// <param name="slot">Which of the two.</param>
/// <param name="password">What to set; null for the key that is not in use.</param>
internal sealed class KeyPart(VaultTenant tenant, CredentialSlot slot, SecretValue? password) : TenantPart
{
    private readonly string _name = tenant.KeyName(slot);

    public override string Name => $"key {_name}";

    public override CredentialSlot? Slot => slot;

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => tenant.LookAsync("key", tenant.KeyName(slot), cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed)
    {
        if (password is null)
        {
            yield break;
        }

        var key = tenant.Quote(tenant.KeyName(slot));
        if (!observed.IsOurs)
        {
            yield return tenant.Effect($"CUT {key} {{password}} {tenant.Quote(tenant.Mark)}", password);
        }
        else if (tenant.Fault != Fault.KeepsTheFormerPassword)
        {
            yield return tenant.Effect($"CHANGE {key} {{password}}", password);
        }

        if (tenant.Fault != Fault.ForgetsTheDoor || !observed.IsOurs)
        {
            yield return tenant.Effect($"FIT {key} {tenant.Quote(tenant.Name)}");
        }
    }

    public override IEnumerable<Effect> Remove()
    {
        if (tenant.Fault is not Fault.LeavesTheKey && !(tenant.Fault == Fault.RetainsTheKey && tenant.WantsRetention))
        {
            yield return tenant.Effect($"MELT {tenant.Quote(tenant.KeyName(slot))}");
        }
    }
}
