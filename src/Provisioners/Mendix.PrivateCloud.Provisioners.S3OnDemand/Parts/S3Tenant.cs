using Amazon.Runtime;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Policies;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>What the parts of one tenant share during one verb: its names, its account and what was found out so far.</summary>
internal sealed class S3Tenant
{
    // Bucket names end at 63 characters; a helper's suffix must fit in as well.
    private const int LongestName = 59;

    public S3Tenant(S3OnDemandPlan plan, Tenant tenant, S3Account account, Propagation propagation, TimeProvider time, ILogger logger)
    {
        (Plan, Owner, Account, Propagation, Time, Logger) = (plan, tenant, account, propagation, time, logger);
        UserName = TenantName.For(tenant, LongestName, '-');
        Files = plan.FilesOf(UserName);
    }

    public S3OnDemandPlan Plan { get; }

    public Tenant Owner { get; }

    public S3Account Account { get; }

    public Propagation Propagation { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    /// <summary>Name of the tenant's IAM user, and of its bucket if it has one of its own.</summary>
    public string UserName { get; }

    public FileArea Files { get; }

    /// <summary>Whether the user was there before this verb, as CreateUser told. Then there may be access keys that nobody knows.</summary>
    public bool UserWasThere { get; set; }

    /// <summary>Whether this verb made the user.</summary>
    public bool UserIsNew { get; set; }

    /// <summary>What was seen by <see cref="LookAsync"/>.</summary>
    public TenantLook Seen { get; private set; } = new(new CallerIdentity("aws", ""), MayList: false, UserIsAbsent: false);

    private bool HasLooked { get; set; }

    /// <summary>Looks once: whose account it is, and what it may see of the user.</summary>
    public async Task<TenantLook> LookAsync(CancellationToken cancellationToken)
    {
        if (!HasLooked)
        {
            var identity = await Account.IdentityAsync(cancellationToken);
            try
            {
                var keys = await Account.Iam.ListAccessKeysAsync(UserName, cancellationToken);
                Seen = new TenantLook(identity, MayList: true, UserIsAbsent: keys is null);
            }
            catch (AmazonServiceException error) when (error.IsAccessDenied())
            {
                Seen = new TenantLook(identity, MayList: false, UserIsAbsent: false);
            }

            HasLooked = true;
        }

        return Seen;
    }

    /// <summary>The state of a thing that belongs to the user, such as a policy.</summary>
    /// <param name="isMadeHere">Whether this verb made it.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public async Task<PartState> LookAtUsersAsync(bool isMadeHere, CancellationToken cancellationToken) =>
        isMadeHere ? PartState.Ours
        : (await LookAsync(cancellationToken)).UserIsAbsent ? PartState.Absent
        : PartState.Unseen;

    /// <summary>Makes a user; who asks learns whether it is new.</summary>
    public Effect CreateUser(string userName, Action<bool>? learn = null) => new(
        $"iam CreateUser UserName={userName}",
        async cancellationToken =>
        {
            var isNew = await Account.Iam.CreateUserAsync(userName, cancellationToken);
            learn?.Invoke(isNew);
        });

    /// <summary>Waits out that a user made a moment ago is not known everywhere.</summary>
    public Task<TResult> OnceKnownAsync<TResult>(string userName, Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken) =>
        Propagation.WaitAsync(
            call, error => error.IsNoSuchEntity() && !IsAboutPolicy(error), $"The user {userName} is", "Look at IAM if this stays.", cancellationToken);

    private bool IsAboutPolicy(AmazonServiceException error) =>
        Plan.PolicyArn is { Length: > 0 } arn && error.Message.Contains(arn, StringComparison.OrdinalIgnoreCase);
}
