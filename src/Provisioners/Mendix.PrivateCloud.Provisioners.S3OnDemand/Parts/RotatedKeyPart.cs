using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>A second access key beside the one in use. A key that an unfinished rotation left in its place goes first.</summary>
internal sealed class RotatedKeyPart(S3Tenant tenant, Maintenance maintenance, AccessKey current) : TenantPart
{
    private readonly NewKey _new = new(tenant);

    public AccessKey? Key => _new.Key;

    public override string Name => $"new access key of {tenant.UserName}";

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        await tenant.LookAsync(cancellationToken);
        return PartState.Unseen;
    }

    public override IEnumerable<Effect> Make(PartState observed)
    {
        yield return _new.Create();
        if (_new.IsRefused)
        {
            var room = maintenance.Begin(current)
                .Concat(maintenance.RemoveKeys(current.Id, mustSee: true))
                .Concat(maintenance.End(keepsKey: true))
                .Append(_new.Create(mustFit: true));
            foreach (var effect in room)
            {
                yield return effect;
            }
        }
    }

    public override IEnumerable<Effect> Remove() => [];
}
