using Amazon.Runtime;
using Amazon.S3;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Policies;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>
/// Finds and removes access keys whose ids nobody knows, and reaches a tenant's files. The plan's account may do neither. It
/// may give any right to users named <c>mendix-*</c>, so one of them, the holder, gets these two for a few minutes: the
/// tenant's own user, or, when both places for keys of that user are taken, a helper (reference, cloud storage A.5 to A.7).
/// </summary>
/// <remarks>
/// Helpers are named <c>&lt;user&gt;-h1</c>, <c>-h2</c>, …, made in this order and removed in the reverse one while the tenant's user
/// is still there. So no user means no helpers, and no h1 means no others. Where the plan's account holds the optional
/// right iam:ListAccessKeys, it looks itself.
/// </remarks>
internal sealed class Maintenance(S3Tenant tenant)
{
    private const string PolicyName = "mendix-maintenance";
    private const int MostHelpers = 5;

    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(15);

    private readonly HelperUsers _helpers = new(tenant, PolicyName, MostHelpers);
    private AccessKey? _key;
    private int _helper;
    private bool _isGranted;
    private IReadOnlyList<string> _found = [];

    /// <summary>Whether the tenant's user turned out not to be there.</summary>
    public bool IsUserGone { get; private set; }

    /// <summary>Whether it was begun and not ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether a key was removed.</summary>
    public bool HasRemovedKeys { get; private set; }

    /// <summary>Whether <see cref="FilesAsync"/> can be called.</summary>
    public bool ReachesFiles => _key is not null && (_isGranted || !tenant.Plan.CreateInlinePolicy);

    private bool CanLook => tenant.Seen.MayList || (_key is not null && _isGranted);

    private string Holder => _helper == 0 ? tenant.UserName : _helpers.NameOf(_helper);

    /// <summary>Gets ready to look at keys.</summary>
    /// <param name="own">A key of the tenant's user that works; null when none is known.</param>
    /// <param name="isFull">Whether it is known that the user can have no further key.</param>
    /// <param name="emptied">Files to be removed; null when only keys are.</param>
    public IEnumerable<Effect> Begin(AccessKey? own, bool isFull = false, FileArea? emptied = null)
    {
        (IsOpen, IsUserGone) = (true, false);
        if (tenant.Seen.MayList && emptied is null)
        {
            yield break;
        }

        _key ??= own;
        if (_key is null && !isFull)
        {
            yield return CreateKey(tenant.UserName);
            if (IsUserGone)
            {
                yield break;
            }
        }

        while (_key is null)
        {
            _helper = _helper < MostHelpers && tenant.Plan.CreateInlinePolicy ? _helper + 1 : throw Unseen(tenant.UserName, null);
            yield return tenant.CreateUser(Holder);
            yield return CreateKey(Holder);
        }

        yield return tenant.Plan.CreateInlinePolicy ? Grant(emptied) : Attach();
    }

    /// <summary>Removes the keys of the tenant's user.</summary>
    /// <param name="kept">Id of the key that stays, besides the one that maintenance itself uses; null for none.</param>
    /// <param name="mustSee">Whether it is a failure that nobody may look, which happens under an existing policy only.</param>
    public IEnumerable<Effect> RemoveKeys(string? kept, bool mustSee)
    {
        yield return new Effect($"iam ListAccessKeys UserName={tenant.UserName}", async cancellationToken =>
        {
            _found = await SeeAsync(mustSee, cancellationToken);
        });
        foreach (var id in _found.Where(id => id != kept && id != _key?.Id).ToList())
        {
            yield return DeleteKey(tenant.UserName, id);
        }
    }

    /// <summary>Removes helpers and takes the rights back.</summary>
    /// <param name="keepsKey">Whether the key that was used stays: it is the environment's.</param>
    public IEnumerable<Effect> End(bool keepsKey = false)
    {
        if (!IsOpen || IsUserGone)
        {
            yield break;
        }

        if (tenant.Plan.CreateInlinePolicy)
        {
            foreach (var effect in !CanLook ? [] : _helpers.Remove(_helper, _key, ListAsync))
            {
                yield return effect;
            }

            yield return new Effect(
                $"iam DeleteUserPolicy UserName={tenant.UserName} PolicyName={PolicyName}",
                cancellationToken => tenant.Account.Iam.DeleteUserPolicyAsync(tenant.UserName, PolicyName, cancellationToken));
        }

        if (_helper == 0 && _key is { } key && !keepsKey)
        {
            yield return DeleteKey(tenant.UserName, key.Id);
        }

        (IsOpen, _isGranted, _key, _helper) = (false, false, null, 0);
    }

    /// <summary>Does something to the files as the holder.</summary>
    public async Task FilesAsync(Func<IAmazonS3, Task> action)
    {
        using var client = tenant.Account.S3Of(_key!);
        await action(client);
    }

    /// <summary>That somebody must allow a look, or clean up by hand.</summary>
    public static ProvisioningException Unseen(string userName, Exception? cause) => new(
        FailureKind.Configuration,
        $"The user {userName} may have access keys whose ids are not known, and nobody may look.",
        $"Give the plan's account the right iam:ListAccessKeys on user/mendix-*, or remove the access keys of {userName} by hand.",
        cause);

    private Effect Grant(FileArea? emptied)
    {
        var document = PolicyDocument.OfMaintenance(tenant.Seen.Identity, tenant.UserName, emptied, tenant.Time.GetUtcNow() + Duration);
        return new Effect(
            $"iam PutUserPolicy UserName={Holder} PolicyName={PolicyName} PolicyDocument={document}",
            cancellationToken => tenant.OnceKnownAsync(Holder, async token =>
            {
                await tenant.Account.Iam.PutUserPolicyAsync(Holder, PolicyName, document, token);
                return _isGranted = true;
            }, cancellationToken));
    }

    // An existing policy holds what it holds; a removal that was cut off may have detached it.
    private Effect Attach()
    {
        var arn = tenant.Plan.PolicyArn!;
        return new Effect(
            $"iam AttachUserPolicy UserName={tenant.UserName} PolicyArn={arn}",
            cancellationToken => tenant.Account.Iam.AttachUserPolicyAsync(tenant.UserName, arn, cancellationToken));
    }

    private Effect CreateKey(string userName) => new($"iam CreateAccessKey UserName={userName}", async cancellationToken =>
    {
        try
        {
            _key = _helper == 0
                ? await tenant.Account.Iam.CreateAccessKeyAsync(userName, cancellationToken)
                : await tenant.OnceKnownAsync(userName, token => tenant.Account.Iam.CreateAccessKeyAsync(userName, token), cancellationToken);
        }
        catch (AmazonServiceException error) when (_helper == 0 && error.IsNoSuchEntity())
        {
            IsUserGone = true;
        }
    });

    private Effect DeleteKey(string userName, string id) => new(
        $"iam DeleteAccessKey UserName={userName} AccessKeyId={id}",
        async cancellationToken =>
        {
            HasRemovedKeys = true;
            await tenant.Account.Iam.DeleteAccessKeyAsync(userName, id, cancellationToken);
        });

    private async Task<IReadOnlyList<string>> SeeAsync(bool mustSee, CancellationToken cancellationToken)
    {
        try
        {
            return await ListAsync(tenant.UserName, cancellationToken) ?? [];
        }
        catch (AmazonServiceException error) when (error.IsAccessDenied())
        {
            if (mustSee)
            {
                throw Unseen(tenant.UserName, error);
            }

            tenant.Logger.KeysUnseen(tenant.UserName, tenant.Owner);
            return [];
        }
    }

    private async Task<IReadOnlyList<string>?> ListAsync(string userName, CancellationToken cancellationToken)
    {
        if (tenant.Seen.MayList)
        {
            return await tenant.Account.Iam.ListAccessKeysAsync(userName, cancellationToken);
        }

        using var iam = tenant.Account.IamOf(_key!);
        return await tenant.Propagation.WaitAsync(
            token => iam.ListAccessKeysAsync(userName, token),
            error => error.IsUnknownKey() || (_isGranted && error.IsAccessDenied()),
            $"The rights of {Holder} to see access keys are",
            "If this stays, a permissions boundary or an organization's policy may forbid them: give the plan's account iam:ListAccessKeys on user/mendix-*.",
            cancellationToken);
    }
}
