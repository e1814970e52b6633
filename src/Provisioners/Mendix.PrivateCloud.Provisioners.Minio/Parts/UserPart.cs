using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Minio.Parts;

/// <summary>One of the two users. Its name is the access key; the policy attached to it says whose it is.</summary>
/// <remarks>
/// A user can bear no mark, and gets its policy a call later than its name. Between the two the policy itself proves whose
/// it is: it is made before its users and removed after them, so a user without policies beside it was made by us.
/// </remarks>
/// <param name="tenant">Whose user.</param>
/// <param name="slot">Which of the two.</param>
/// <param name="secretKey">What to set; null for the user that is not in use, which is left as it is and only removed.</param>
internal sealed class UserPart(MinioTenant tenant, CredentialSlot slot, SecretValue? secretKey) : TenantPart
{
    private readonly string _user = tenant.UserName(slot);
    private bool _isAttached;

    public override string Name => $"user {_user}";

    public override CredentialSlot? Slot => slot;

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        var client = await tenant.LookAsync(cancellationToken);
        var found = await client.Admin.UserAsync(_user, cancellationToken);
        _isAttached = found is not null && found.Policies.Contains(tenant.Name);
        return found is null ? PartState.Absent
            : _isAttached || (IsBare(found) && (await tenant.LookAtPolicyAsync(cancellationToken)).IsOurs) ? PartState.Ours
            : PartState.Foreign("something that this product did not make (the policy of this environment is not attached to it)");
    }

    public override IEnumerable<Effect> Make(PartState observed)
    {
        if (secretKey is null)
        {
            yield break;
        }

        // Before the policy: to the server a user that was disabled by hand is as good as missing.
        yield return Send(AdminCalls.PutUser(_user, secretKey));
        if (!_isAttached)
        {
            yield return Send(AdminCalls.AttachPolicy(tenant.Name, _user));
        }
    }

    public override IEnumerable<Effect> Remove()
    {
        var call = AdminCalls.RemoveUser(_user);
        yield return new Effect(call.ToString(), cancellationToken => tenant.Client.Admin.RemoveUserAsync(call, cancellationToken));
    }

    private static bool IsBare(User user) => user.Policies.Count == 0 && user.MemberOf is null or { Count: 0 };

    private Effect Send(AdminCall call) => new(call.ToString(), cancellationToken => tenant.Client.Admin.SendAsync(call, cancellationToken));
}
