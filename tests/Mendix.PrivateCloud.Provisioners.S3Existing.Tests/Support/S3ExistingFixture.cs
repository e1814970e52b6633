using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.Moto;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.S3Existing.Tests.Support.S3ExistingFixture))]

namespace Mendix.PrivateCloud.Provisioners.S3Existing.Tests.Support;

/// <summary>A bucket and a key that has the rights on objects that are documented, and no others.</summary>
public sealed class S3ExistingFixture : ConformanceFixture
{
    public const string Bucket = "existing-bucket";

    private static readonly string[] Rights = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"];

    private readonly Dictionary<string, MotoKey> _lacking = [];
    private MotoServer? _server;
    private AmazonS3Client? _operator;
    private MotoKey _key = new("", "");

    public S3ExistingFixture()
    {
        Exempt("Nothing is made: bucket and key are those of the plan.", ConformanceTopic.Effects, ConformanceTopic.ForeignThings);
        Exempt(
            "Provisioning asks no server, so only a check can find it: see BucketCheckTests.",
            ConformanceTopic.Credentials, ConformanceTopic.Reachability, ConformanceTopic.Rights);
        Exempt("All environments of a plan hold the same key; folders keep order, not secrets.", ConformanceTopic.Isolation);
        Exempt("The key is the plan's, so whoever made it changes it.", ConformanceTopic.Rotation);
        Exempt("Files stay in any case.", ConformanceTopic.Retention);
        Exempt("Files are reached by single requests.", ConformanceTopic.Sessions);
    }

    public override string? SkipReason => _server is null ? MotoServer.SkipReason : null;

    public MotoServer Server => _server!;

    public AmazonS3Client Operator => _operator!;

    public override PlanValues Plan => PlanValues.Empty
        .With("region", "us-east-1").With("bucketName", Bucket).With("generatePrefix", true).With("endpoint", Server.Url)
        .With("accessKeyId", _key.Id).WithSecret("secretAccessKey", _key.Secret);

    /// <summary>The plan with a key that lacks one right, for each right.</summary>
    public IReadOnlyDictionary<string, PlanValues> Lacking =>
        _lacking.ToDictionary(pair => pair.Key, pair => Plan.With("accessKeyId", pair.Value.Id).WithSecret("secretAccessKey", pair.Value.Secret));

    public override IReadOnlyList<BadPlan> BadPlans => [new("prefix", Plan.With("prefix", "folder")), new("endpoint", Plan.With("endpoint", "s3.example.com"))];

    public override void Register(IPrivateCloudBuilder builder) => builder.AddS3Existing();

    public override async ValueTask InitializeAsync()
    {
        _server = await MotoServer.StartAsync();
        if (_server is null)
        {
            return;
        }

        _key = await _server.MakeUserAsync("app", Policy(Rights));
        foreach (var right in Rights)
        {
            _lacking[right] = await _server.MakeUserAsync($"without-{right[3..]}", Policy([.. Rights.Except([right])]));
        }

        _operator = Client(_server.Operator);
        await _operator.PutBucketAsync(Bucket);
    }

    public override async ValueTask DisposeAsync()
    {
        _operator?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    // Objects are content; what a check leaves would be one all the same.
    public override async Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken)
    {
        var buckets = (await Operator.ListBucketsAsync(cancellationToken)).Buckets.Select(bucket => $"bucket {bucket.BucketName}");
        var objects = (await Operator.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket }, cancellationToken)).S3Objects ?? [];
        var uploads = (await Operator.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket }, cancellationToken)).MultipartUploads ?? [];
        return
        [
            .. buckets,
            .. objects.Where(found => found.Key.Contains("mendix-check", StringComparison.Ordinal)).Select(found => $"object {found.Key}"),
            .. uploads.Select(upload => $"upload {upload.Key}"),
        ];
    }

    public override async Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken)
    {
        using var client = Client(KeyIn(settings));
        var (bucket, prefix) = PlaceIn(settings);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = prefix + key, ContentBody = value }, cancellationToken);
    }

    public override async Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken)
    {
        using var client = Client(KeyIn(settings));
        var (bucket, prefix) = PlaceIn(settings);
        try
        {
            using var answer = await client.GetObjectAsync(bucket, prefix + key, cancellationToken);
            using var reader = new StreamReader(answer.ResponseStream);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    private static string Policy(string[] rights) => $$"""
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["{{string.Join("\",\"", rights)}}"],"Resource":"arn:aws:s3:::{{Bucket}}/*"} }
        """;

    private static MotoKey KeyIn(RuntimeSettings settings) => new(settings[S3RuntimeSettings.AccessKeyId]!, settings[S3RuntimeSettings.SecretAccessKey]!);

    // As the runtime does: below EndPoint/BucketName.
    private static (string Bucket, string Prefix) PlaceIn(RuntimeSettings settings)
    {
        var path = new Uri(settings[S3RuntimeSettings.EndPoint]!).AbsolutePath.Trim('/');
        var name = settings[S3RuntimeSettings.BucketName]!;
        return path.Length == 0 ? (name, "") : (path, $"{name}/");
    }

    private AmazonS3Client Client(MotoKey key) => new(
        new BasicAWSCredentials(key.Id, key.Secret), new AmazonS3Config { ServiceURL = Server.Url, AuthenticationRegion = "us-east-1", ForcePathStyle = true });
}
