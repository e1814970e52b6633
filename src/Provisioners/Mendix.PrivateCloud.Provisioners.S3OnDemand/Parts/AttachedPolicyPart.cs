using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>The plan's existing policy on the user. The policy itself is not ours and stays.</summary>
internal sealed class AttachedPolicyPart(S3Tenant tenant) : TenantPart
{
    private readonly string _arn = tenant.Plan.PolicyArn!;
    private bool _isMadeHere;

    public override string Name => $"policy {_arn} on {tenant.UserName}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) =>
        tenant.LookAtUsersAsync(_isMadeHere && tenant.UserIsNew, cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed) =>
    [
        new Effect(
            $"iam AttachUserPolicy UserName={tenant.UserName} PolicyArn={_arn}",
            cancellationToken => tenant.OnceKnownAsync(tenant.UserName, async token =>
            {
                await tenant.Account.Iam.AttachUserPolicyAsync(tenant.UserName, _arn, token);
                return _isMadeHere = true;
            }, cancellationToken)),
    ];

    public override IEnumerable<Effect> Remove() =>
    [
        new Effect(
            $"iam DetachUserPolicy UserName={tenant.UserName} PolicyArn={_arn}",
            cancellationToken => tenant.Account.Iam.DetachUserPolicyAsync(tenant.UserName, _arn, cancellationToken)),
    ];
}
