using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.S3OnDemand;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Http;
using Mendix.PrivateCloud.Testing.Moto;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Storage.Cases;

/// <summary>
/// A bucket and a user per environment, by an account that may list access keys. There is no package of the AWS SDK for IAM on
/// every feed; by hand means the package's own client for it and the SDK for buckets, called one after the other.
/// </summary>
internal sealed class S3OnDemandCase : StorageCase
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:AbortMultipartUpload","s3:DeleteObject","s3:GetObject","s3:ListMultipartUploadParts","s3:PutObject"],"Resource":"arn:aws:s3:::BUCKET/*"}]}""";

    private readonly Dictionary<string, string> _keys = [];
    private MotoServer? _server;
    private S3OnDemandPlan? _plan;
    private HttpConnectionCounter? _held;
    private S3Connections? _connections;
    private S3Account? _account;

    public override string Type => "s3-on-demand";

    public override string Server => "moto, AWSSDK.S3 and own IAM client";

    public override object Plan => _plan!;

    public override int ConnectionBudget => new S3OnDemandOptions().MaxConnections;

    public override async Task<string?> StartAsync()
    {
        _server = await MotoServer.StartAsync();
        if (_server is null)
        {
            return MotoServer.SkipReason;
        }

        _held = new HttpConnectionCounter(_server.Url);
        _plan = new S3OnDemandPlan
        {
            Region = "eu-central-1",
            AccessKeyId = _server.Operator.Id,
            SecretAccessKey = new SecretValue(_server.Operator.Secret),
            Endpoint = _server.Url,
            IamEndpoint = _server.Url,
            StsEndpoint = _server.Url,
        };
        _connections = new S3Connections(new S3OnDemandOptions());
        _account = new S3Account(_plan, new S3OnDemandOptions(), _connections, TimeProvider.System);
        return null;
    }

    public override void Register(IPrivateCloudBuilder builder) => builder.AddS3OnDemand();

    public override async Task ProvisionByHandAsync(Tenant tenant)
    {
        var (iam, name, none) = (_account!.Iam, Name(tenant), CancellationToken.None);
        await iam.ListAccessKeysAsync(name, none);
        await iam.CreateUserAsync(name, none);
        await iam.PutUserPolicyAsync(name, "mendix-storage", Policy.Replace("BUCKET", name, StringComparison.Ordinal), none);
        await _account.S3.PutBucketAsync(new PutBucketRequest
        {
            BucketName = name,
            PutBucketConfiguration = new PutBucketConfiguration { LocationConstraint = new BucketLocationConstraint(_plan!.Region) },
        });
        var key = (await iam.CreateAccessKeyAsync(name, none))!;
        _keys[name] = key.Id;
        using var asTenant = _account.S3Of(key);
        for (var probe = 0; probe < 2; probe++)
        {
            try
            {
                await asTenant.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = name, Key = "mendix-probe", UploadId = "mendix-probe" });
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchUpload")
            {
                // That there is none is what shows that the key may ask.
            }
        }
    }

    public override async Task DeprovisionByHandAsync(Tenant tenant)
    {
        var (iam, name, none) = (_account!.Iam, Name(tenant), CancellationToken.None);
        await iam.ListAccessKeysAsync(name, none);
        await iam.ListAccessKeysAsync(name, none);
        await iam.DeleteAccessKeyAsync(name, _keys[name], none);
        await _account.S3.DeleteBucketAsync(name);
        await iam.DeleteUserPolicyAsync(name, "mendix-storage", none);
        await iam.DeleteUserAsync($"{name}-h1", none);
        await iam.DeleteUserPolicyAsync(name, "mendix-maintenance", none);
        await iam.DeleteUserAsync(name, none);
    }

    public override Task<int> CountConnectionsAsync() => Task.FromResult(_held!.Most);

    public override async ValueTask DisposeAsync()
    {
        _account?.Dispose();
        _connections?.Dispose();
        _held?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static string Name(Tenant tenant) => TenantName.For(tenant, 59, '-');
}
