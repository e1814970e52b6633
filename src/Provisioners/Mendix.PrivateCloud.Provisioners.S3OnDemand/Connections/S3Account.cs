using Amazon.Runtime;
using Amazon.S3;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioners.Shared.S3;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;

/// <summary>The clients of one plan: those of its own account, and those for access keys that come and go.</summary>
internal sealed class S3Account : IDisposable
{
    private readonly S3OnDemandPlan _plan;
    private readonly S3Clients _clients;
    private readonly TimeProvider _time;
    private readonly SingleFlight<CallerIdentity> _identity;

    public S3Account(S3OnDemandPlan plan, S3OnDemandOptions options, S3Connections connections, TimeProvider time)
    {
        _plan = plan;
        _time = time;
        _clients = new S3Clients(options.RequestTimeout, options.MaxConnections, new SharedHttpClientFactory(connections.ClientOf(plan)));
        // Not under the token of whoever asks first: others wait for the answer too, and the driver's limits end it.
        _identity = new SingleFlight<CallerIdentity>(() => AskIdentityAsync(Key, CancellationToken.None));
        Iam = IamOf(Key);
        S3 = S3Of(Key);
    }

    /// <summary>IAM as the plan's account.</summary>
    public IamApi Iam { get; }

    /// <summary>S3 as the plan's account.</summary>
    public IAmazonS3 S3 { get; }

    private AccessKey Key => new(_plan.AccessKeyId, _plan.SecretAccessKey!);

    /// <summary>IAM under an access key of a tenant. Dispose it.</summary>
    public IamApi IamOf(AccessKey key) => new(Query(key, IamConfig()), Query(key, IamConfig(retries: 0)), _time);

    /// <summary>S3 under an access key of a tenant. Dispose it.</summary>
    public AmazonS3Client S3Of(AccessKey key) => _clients.Make(_plan.Location, key.Id, key.Secret);

    /// <summary>Whose account it is. Asked once: an access key never changes its account.</summary>
    public Task<CallerIdentity> IdentityAsync(CancellationToken cancellationToken) => _identity.AnswerAsync(cancellationToken);

    /// <summary>Whether AWS knows an access key of a tenant.</summary>
    public async Task<bool> IsKnownAsync(AccessKey key, CancellationToken cancellationToken)
    {
        try
        {
            await AskIdentityAsync(key, cancellationToken);
            return true;
        }
        catch (AmazonServiceException error) when (error.IsUnknownKey())
        {
            return false;
        }
    }

    public void Dispose()
    {
        Iam.Dispose();
        S3.Dispose();
    }

    private async Task<CallerIdentity> AskIdentityAsync(AccessKey key, CancellationToken cancellationToken)
    {
        using var sts = Query(key, _clients.Limit(new QueryConfig("sts", "2011-06-15", _plan.StsUrl, _plan.Region)));
        return CallerIdentity.Of(await sts.CallAsync("GetCallerIdentity", [], cancellationToken));
    }

    private static QueryClient Query(AccessKey key, QueryConfig config) => new(new BasicAWSCredentials(key.Id, key.Secret.Reveal()), config);

    private QueryConfig IamConfig(int? retries = null)
    {
        var config = _clients.Limit(new QueryConfig("iam", "2010-05-08", _plan.IamUrl, _plan.Location.Partition.IamRegion));
        if (retries is { } count)
        {
            config.MaxErrorRetry = count;
        }

        return config;
    }
}
