using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>Every access key but the one in use. There to be removed.</summary>
internal sealed class OtherKeysPart(S3Tenant tenant, Maintenance maintenance, AccessKey current) : TenantPart
{
    public override string Name => $"old access keys of {tenant.UserName}";

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        await tenant.LookAsync(cancellationToken);
        return PartState.Unseen;
    }

    public override IEnumerable<Effect> Make(PartState observed) => [];

    public override IEnumerable<Effect> Remove() =>
        maintenance.Begin(current)
            .Concat(maintenance.RemoveKeys(current.Id, mustSee: true))
            .Concat(maintenance.End(keepsKey: true));
}
