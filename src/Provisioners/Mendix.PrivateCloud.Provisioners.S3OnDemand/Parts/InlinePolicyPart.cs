using Mendix.PrivateCloud.Provisioners.S3OnDemand.Policies;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>The inline policy that lets the user reach its own files and nothing else.</summary>
internal sealed class InlinePolicyPart(S3Tenant tenant) : TenantPart
{
    private const string PolicyName = "mendix-storage";

    private bool _isMadeHere;

    public override string Name => $"policy {PolicyName} of {tenant.UserName}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) =>
        tenant.LookAtUsersAsync(_isMadeHere && tenant.UserIsNew, cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed)
    {
        var document = PolicyDocument.OfEnvironment(tenant.Seen.Identity, tenant.Files, mayDelete: !tenant.Plan.PreventDataDeletion);
        yield return new Effect(
            $"iam PutUserPolicy UserName={tenant.UserName} PolicyName={PolicyName} PolicyDocument={document}",
            cancellationToken => tenant.OnceKnownAsync(tenant.UserName, async token =>
            {
                await tenant.Account.Iam.PutUserPolicyAsync(tenant.UserName, PolicyName, document, token);
                return _isMadeHere = true;
            }, cancellationToken));
    }

    public override IEnumerable<Effect> Remove() =>
    [
        new Effect(
            $"iam DeleteUserPolicy UserName={tenant.UserName} PolicyName={PolicyName}",
            cancellationToken => tenant.Account.Iam.DeleteUserPolicyAsync(tenant.UserName, PolicyName, cancellationToken)),
    ];
}
