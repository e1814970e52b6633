using Amazon.Runtime;
using Amazon.S3;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioners.Shared.S3;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;

/// <summary>The clients of one plan: those of its own account, and those for access keys that come and go.</summary>
internal sealed class S3Account : IDisposable
{
    private readonly S3OnDemandPlan _plan;
    private readonly S3Clients _clients;
    private readonly TimeProvider _time;
    private CallerIdentity? _identity;

    public S3Account(S3OnDemandPlan plan, S3OnDemandOptions options, TimeProvider time)
    {
        _plan = plan;
        _time = time;
        _clients = new S3Clients(options.RequestTimeout, options.MaxConnections, options.HttpClientFactory);
        var key = new AccessKey(plan.AccessKeyId, plan.SecretAccessKey!);
        Iam = IamOf(key);
        S3 = S3Of(key);
    }

    /// <summary>IAM as the plan's account.</summary>
    public IamApi Iam { get; }

    /// <summary>S3 as the plan's account.</summary>
    public IAmazonS3 S3 { get; }

    /// <summary>IAM under an access key of a tenant. Dispose it.</summary>
    public IamApi IamOf(AccessKey key) => new(Query(key, IamConfig()), Query(key, IamConfig(retries: 0)), _time);

    /// <summary>S3 under an access key of a tenant. Dispose it.</summary>
    public AmazonS3Client S3Of(AccessKey key) => _clients.Make(_plan.Location, key.Id, key.Secret);

    /// <summary>Whose account it is. Asked once: an access key never changes its account.</summary>
    public async Task<CallerIdentity> IdentityAsync(CancellationToken cancellationToken)
    {
        if (_identity is null)
        {
            using var sts = Query(
                new AccessKey(_plan.AccessKeyId, _plan.SecretAccessKey!),
                _clients.Limit(new QueryConfig("sts", "2011-06-15", _plan.StsUrl, _plan.Region)));
            _identity = CallerIdentity.Of(await sts.CallAsync("GetCallerIdentity", [], cancellationToken));
        }

        return _identity;
    }

    public void Dispose()
    {
        Iam.Dispose();
        S3.Dispose();
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
