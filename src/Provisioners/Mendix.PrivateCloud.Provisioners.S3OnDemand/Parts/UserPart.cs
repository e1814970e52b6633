using Amazon.Runtime;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>
/// The environment's IAM user. Its name holds a hash of the tenant, so one of that name is ours. It is removed last of
/// all: while helpers or keys are left, the user is there to say so.
/// </summary>
internal sealed class UserPart(S3Tenant tenant, Maintenance maintenance) : TenantPart
{
    public override string Name => $"user {tenant.UserName}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => tenant.LookAtUsersAsync(tenant.UserIsNew, cancellationToken);

    public override IEnumerable<Effect> Make(PartState observed) =>
    [
        tenant.CreateUser(tenant.UserName, isNew => (tenant.UserIsNew, tenant.UserWasThere) = (isNew, !isNew)),
    ];

    public override IEnumerable<Effect> Remove()
    {
        foreach (var effect in maintenance.End())
        {
            yield return effect;
        }

        yield return new Effect($"iam DeleteUser UserName={tenant.UserName}", DeleteAsync);
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tenant.Account.Iam.DeleteUserAsync(tenant.UserName, cancellationToken);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "DeleteConflict")
        {
            throw tenant.Plan.CreateInlinePolicy
                ? new ProvisioningException(
                    FailureKind.Transient,
                    $"The user {tenant.UserName} still has a key or a policy: {error.Message.TrimEnd('.')}.",
                    "It can be tried again. If this stays, somebody gave it more than this product did: take that back.",
                    error)
                : Maintenance.Unseen(tenant.UserName, error);
        }
    }
}
