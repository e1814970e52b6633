using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>The environment's files in a bucket that it shares. Nothing has to be made for them.</summary>
internal sealed class PrefixPart(S3Tenant tenant, Maintenance maintenance) : TenantPart
{
    public override string Name => $"files {tenant.Files}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => tenant.LookAtUsersAsync(isMadeHere: false, cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed) => [];

    public override IEnumerable<Effect> Remove()
    {
        // The user goes after its files: without a user there are none.
        if (tenant.Plan.PreventDataDeletion || maintenance.IsUserGone)
        {
            yield break;
        }

        foreach (var effect in maintenance.ReachesFiles ? [] : maintenance.Begin(own: null, emptied: tenant.Files))
        {
            yield return effect;
        }

        yield return Emptying.Effect(tenant, maintenance);
    }
}
