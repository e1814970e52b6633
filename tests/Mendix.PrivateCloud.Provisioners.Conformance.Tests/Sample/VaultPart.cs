using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>Where a tenant's data is.</summary>
internal sealed class VaultPart(VaultTenant tenant) : TenantPart
{
    private readonly string _name = tenant.Name;

    public override string Name => $"vault {_name}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => tenant.LookAsync("vault", tenant.Name, cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed)
    {
        var vault = tenant.Quote(tenant.Name);
        if (tenant.Fault == Fault.MakesAnewOnRepeat && observed.IsOurs)
        {
            yield return tenant.Effect($"EVICT {vault};RAZE {vault}");
            yield return tenant.Effect($"BUILD {vault} {tenant.Quote(tenant.Mark)}");
        }
        else if (!observed.IsOurs || tenant.Fault == Fault.MakeIsNotIdempotent)
        {
            var mark = tenant.Fault is Fault.NoMark or Fault.MarksInALaterEffect ? "''" : tenant.Quote(tenant.Mark);
            yield return tenant.Effect($"BUILD {vault} {mark}");
            if (tenant.Fault == Fault.MarksInALaterEffect)
            {
                yield return tenant.Effect($"MARK {vault} {tenant.Quote(tenant.Mark)}");
            }

            if (tenant.Fault == Fault.OpensTheVaultToAll)
            {
                yield return tenant.Effect($"OPEN {vault}");
            }
        }
    }

    public override IEnumerable<Effect> Remove()
    {
        if (tenant.Retains)
        {
            yield break;
        }

        var vault = tenant.Quote(tenant.Name);
        if (tenant.Fault == Fault.LeavesData)
        {
            yield return tenant.Effect($"HIDE {vault}");
        }

        if (tenant.Fault != Fault.SessionsPreventRemoval)
        {
            yield return tenant.Effect($"EVICT {vault}");
        }

        yield return tenant.Effect($"RAZE {vault}");
    }
}
