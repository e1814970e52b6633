using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>The helper users of a tenant: there only while a verb runs, or because one was cut off.</summary>
internal sealed class HelperUsers(S3Tenant tenant, string policyName, int most)
{
    private readonly List<(string Name, IReadOnlyList<string> Keys)> _found = [];

    public string NameOf(int number) => $"{tenant.UserName}-h{number}";

    /// <summary>Removes all helpers, whoever made them.</summary>
    /// <param name="inUse">Number of the helper whose key does the looking; 0 when none does.</param>
    /// <param name="key">That key.</param>
    /// <param name="listAsync">Lists the keys of a user; null when there is no such user.</param>
    public IEnumerable<Effect> Remove(int inUse, AccessKey? key, Func<string, CancellationToken, Task<IReadOnlyList<string>?>> listAsync)
    {
        yield return new Effect($"iam ListAccessKeys UserName={NameOf(1)} and on", cancellationToken => FindAsync(inUse, listAsync, cancellationToken));
        foreach (var (name, keys) in _found)
        {
            foreach (var id in keys.Where(id => id != key?.Id))
            {
                yield return DeleteKey(name, id);
            }
        }

        // From the last to the first, so that a crash in between leaves no gap.
        for (var number = _found.Count; number > 0; number--)
        {
            var name = NameOf(number);
            if (number == inUse)
            {
                yield return DeleteKey(name, key!.Id);
            }

            yield return new Effect(
                $"iam DeleteUserPolicy UserName={name} PolicyName={policyName}",
                cancellationToken => tenant.Account.Iam.DeleteUserPolicyAsync(name, policyName, cancellationToken));
            yield return new Effect(
                $"iam DeleteUser UserName={name}",
                cancellationToken => tenant.Account.Iam.DeleteUserAsync(name, cancellationToken));
        }
    }

    private Effect DeleteKey(string userName, string id) => new(
        $"iam DeleteAccessKey UserName={userName} AccessKeyId={id}",
        cancellationToken => tenant.Account.Iam.DeleteAccessKeyAsync(userName, id, cancellationToken));

    private async Task FindAsync(
        int inUse, Func<string, CancellationToken, Task<IReadOnlyList<string>?>> listAsync, CancellationToken cancellationToken)
    {
        _found.Clear();
        for (var number = 1; number <= most; number++)
        {
            var keys = await listAsync(NameOf(number), cancellationToken);
            // A list may lag behind; the helper in use is there, and so are those before it.
            if (keys is null && number > inUse)
            {
                return;
            }

            _found.Add((NameOf(number), keys ?? []));
        }
    }
}
