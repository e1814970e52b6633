using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.Moto;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support.S3OnDemandFixture))]

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

/// <summary>A server of its own for the kit, with a plan account that has exactly the rights of row D.</summary>
public sealed class S3OnDemandFixture : ConformanceFixture
{
    // CreateUser and CreateBucket cannot be asked for without making something; the check says that it did not look.
    private static readonly string[] Checked =
        ["iam:PutUserPolicy", "iam:DeleteUserPolicy", "iam:DeleteUser", "iam:CreateAccessKey", "iam:DeleteAccessKey", "s3:DeleteBucket"];

    private readonly Dictionary<string, MotoKey> _lacking = [];
    private MotoServer? _server;
    private AwsOperator? _operator;
    private AwsOperator? _stranger;
    private MotoKey _admin = new("", "");

    public S3OnDemandFixture()
    {
        Exempt("The plan's account holds no right to look; the answers to CreateUser and CreateBucket tell what was there.", ConformanceTopic.Sight);
        Exempt("Files are reached by single requests.", ConformanceTopic.Sessions);
    }

    public override string? SkipReason => _server is null ? MotoServer.SkipReason : null;

    public override int CancellationPoints => 12;

    public override PlanValues Plan => PlanOf(_admin);

    public override PlanValues WrongCredentials => Plan.WithSecret("secretAccessKey", "a-secret-that-is-wrong");

    public override PlanValues Unreachable => Plan.With("stsEndpoint", "http://127.0.0.1:9").With("iamEndpoint", "http://127.0.0.1:9");

    public override IReadOnlyList<LackingRight> LackingRights => [.. _lacking.Select(pair => new LackingRight(pair.Key, PlanOf(pair.Value)))];

    public override IReadOnlyList<BadPlan> BadPlans =>
    [
        new("bucketName", Plan.With("createBucket", JsonValue.Create(false))),
        new("policyArn", Plan.With("createInlinePolicy", JsonValue.Create(false))),
        new("bucketName", Plan.With("bucketName", "apps")),
    ];

    private AwsOperator Operator => _operator!;

    private AwsOperator Stranger => _stranger!;

    public override void Register(IPrivateCloudBuilder builder) => builder.AddS3OnDemand(options => options.PropagationTimeout = TimeSpan.FromSeconds(10));

    public override async ValueTask InitializeAsync()
    {
        _server = await MotoServer.StartAsync();
        if (_server is null)
        {
            return;
        }

        var rights = AdminPolicies.RowD(_server.AccountId);
        _admin = await _server.MakeUserAsync("admin", rights);
        foreach (var right in Checked)
        {
            _lacking[right] = await _server.MakeUserAsync($"without-{right[(right.IndexOf(':', StringComparison.Ordinal) + 1)..]}", rights.Replace($"\"{right}\"", "\"iam:GetUser\"", StringComparison.Ordinal));
        }

        _operator = new AwsOperator(_server, _server.Operator);
        _stranger = new AwsOperator(_server, _server.Stranger);
    }

    public override async ValueTask DisposeAsync()
    {
        _operator?.Dispose();
        _stranger?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    // How many keys there are is not told: a second one may be left by a verb that failed for good, and the next one removes it.
    public override async Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) =>
    [
        .. (await Operator.TracesAsync("mendix-"))
            .Where(trace => !trace.StartsWith("object", StringComparison.Ordinal))
            .Select(trace => trace.Replace("keys=2", "keys=1", StringComparison.Ordinal)),
        .. (await Stranger.TracesAsync("mendix-")).Select(trace => $"another account's {trace}"),
    ];

    public override async Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken)
    {
        using var client = ClientOf(settings);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = settings[S3RuntimeSettings.BucketName], Key = key, ContentBody = value }, cancellationToken);
    }

    public override Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken) =>
        ReadAsync(settings, settings[S3RuntimeSettings.BucketName]!, key, cancellationToken);

    public override async Task<IReadOnlyList<string>> TrespassAsync(RuntimeSettings own, RuntimeSettings other, CancellationToken cancellationToken)
    {
        using var client = ClientOf(own);
        var bucket = other[S3RuntimeSettings.BucketName]!;
        var attempts = new (string What, Func<Task> Try)[]
        {
            ("listing", () => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, cancellationToken)),
            ("reading", () => ReadAsync(own, bucket, "file", cancellationToken)),
            ("writing", () => client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "file", ContentBody = "x" }, cancellationToken)),
            ("deleting", () => client.DeleteObjectAsync(bucket, "file", cancellationToken)),
            ("removing the bucket", () => client.DeleteBucketAsync(bucket, cancellationToken)),
        };
        var succeeded = new List<string>();
        foreach (var (what, attempt) in attempts)
        {
            try
            {
                await attempt();
                succeeded.Add(what);
            }
            catch (AmazonS3Exception refusal) when (refusal.ErrorCode == "AccessDenied")
            {
                // As it should be.
            }
        }

        return succeeded;
    }

    public override IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant)
    {
        var bucket = TenantName.For(tenant, 59, '-');
        return [new($"bucket {bucket}", token => Stranger.S3.PutBucketAsync(bucket, token), token => Stranger.S3.DeleteBucketAsync(bucket, token))];
    }

    private PlanValues PlanOf(MotoKey admin) => PlanValues.Empty
        .With("region", "eu-central-1").With("endpoint", _server!.Url).With("iamEndpoint", _server.Url).With("stsEndpoint", _server.Url)
        .With("accessKeyId", admin.Id).WithSecret("secretAccessKey", admin.Secret);

    private AmazonS3Client ClientOf(RuntimeSettings settings) =>
        AwsOperator.Client(_server!, new MotoKey(settings[S3RuntimeSettings.AccessKeyId]!, settings[S3RuntimeSettings.SecretAccessKey]!), "eu-central-1");

    private async Task<string?> ReadAsync(RuntimeSettings settings, string bucket, string key, CancellationToken cancellationToken)
    {
        using var client = ClientOf(settings);
        try
        {
            using var answer = await client.GetObjectAsync(bucket, key, cancellationToken);
            using var reader = new StreamReader(answer.ResponseStream);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }
}
