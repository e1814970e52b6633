using Azure.Storage.Blobs.Models;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;

/// <summary>
/// The stored access policy of one slot. A signature that rests on it is valid as long as it is there, so that removing
/// it withdraws the signature.
/// </summary>
/// <remarks>
/// It is removed before the container is: a container that Azure keeps for some days after its deletion, and that
/// somebody restores, must not open to a signature of the past.
/// </remarks>
internal sealed class AccessPolicyPart(AzureBlobTenant tenant, CredentialSlot slot, PolicyWish wish, TimeSpan settleTime, TimeProvider time) : TenantPart
{
    // A signature needs an end, here or in itself; this one ends when the policy is removed.
    private static readonly DateTimeOffset End = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public override string Name => $"access policy {AccessPolicyId.Prefix(slot)}* of the container {tenant.Name}";

    public override CredentialSlot? Slot => slot;

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        if (await tenant.LookAsync(cancellationToken) is not { } container || !tenant.Owns(container))
        {
            return PartState.Absent;
        }

        await tenant.LookAtPoliciesAsync(cancellationToken);
        return Own.Any() ? PartState.Ours : PartState.Absent;
    }

    public override IEnumerable<Effect> Make(PartState observed)
    {
        if (wish == PolicyWish.LeftAlone)
        {
            yield break;
        }

        var own = Own.ToList();
        if (wish == PolicyWish.Kept && own.Count > 0)
        {
            tenant.Use(own[0].Id);
            if (own.Count > 1 || !IsAsItShouldBe(own[0]))
            {
                yield return tenant.WritePolicies([.. Others, Policy(own[0].Id)]);
            }
        }
        else
        {
            var id = AccessPolicyId.New(slot);
            tenant.Use(id);
            yield return Settled(tenant.WritePolicies([.. Others, Policy(id)]));
        }
    }

    public override IEnumerable<Effect> Remove() => [tenant.WritePolicies([.. Others])];

    private IEnumerable<BlobSignedIdentifier> Own => tenant.Policies.Where(policy => AccessPolicyId.SlotOf(policy.Id) == slot);

    private IEnumerable<BlobSignedIdentifier> Others => tenant.Policies.Where(policy => AccessPolicyId.SlotOf(policy.Id) != slot);

    // What the runtime does with files, and no more; an app that keeps its files needs no right to delete.
    private string Permissions => tenant.Plan.PreventDataDeletion ? "rcwl" : "rcwdl";

    private BlobSignedIdentifier Policy(string id) =>
        new() { Id = id, AccessPolicy = new BlobAccessPolicy { Permissions = Permissions, PolicyExpiresOn = End } };

    // The server may give the letters back in another order.
    private bool IsAsItShouldBe(BlobSignedIdentifier found) =>
        found.AccessPolicy is { PolicyStartsOn: null } policy
        && policy.PolicyExpiresOn == End
        && policy.Permissions?.Order().SequenceEqual(Permissions.Order()) == true;

    // Somebody who still has the other slot's signature loses nothing by waiting until the new one is known everywhere.
    private Effect Settled(Effect effect) => effect with
    {
        RunAsync = async cancellationToken =>
        {
            await effect.RunAsync(cancellationToken);
            await SignatureProbe.WaitAsync(
                tenant.AsEnvironment(), wish == PolicyWish.Renewed ? settleTime : TimeSpan.Zero, time, cancellationToken);
        },
    };
}
