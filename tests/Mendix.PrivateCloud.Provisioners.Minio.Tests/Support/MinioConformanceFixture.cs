using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Buckets;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Minio.Tests.Support.MinioConformanceFixture))]

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;

/// <summary>What the kit has to know: a plan with the least rights, and how to look at the server.</summary>
public sealed class MinioConformanceFixture : ConformanceFixture
{
    private const string Foreign = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::nothing/*"]}]}""";
    private const string LackingSecret = "secret-of-one-that-lacks-a-right";

    private readonly MinioFixture _shared = new();
    private readonly string _suffix = Guid.NewGuid().ToString("N");

    public MinioConformanceFixture() => Exempt("S3 has no sessions: every request stands for itself.", ConformanceTopic.Sessions);

    public override PlanValues Plan => PlanOf(_shared.LimitedUser, _shared.LimitedSecret);

    public override PlanValues WrongCredentials => Plan.WithSecret("secretKey", "a-secret-key-that-is-wrong");

    public override PlanValues Unreachable => Plan.With("endpoint", "http://127.0.0.1:1");

    public override IReadOnlyList<BadPlan> BadPlans =>
    [
        new("endpoint", Plan.With("endpoint", "minio.example.com")),
        new("endpoint", Plan.With("endpoint", "http://minio.example.com/bucket")),
        new("endpoint", Plan.With("endpoint", "http://key:secret@minio.example.com")),
    ];

    public override IReadOnlyList<LackingRight> LackingRights =>
        [.. AllRights.Select((right, index) => new LackingRight(right, PlanOf(LackingUser(index), LackingSecret)))];

    private static IReadOnlyList<string> AllRights { get; } = [.. Rights.OnServer, .. Rights.OnBuckets, .. Rights.OnObjects];

    private ServerView Server => _shared.Server;

    public override void Register(IPrivateCloudBuilder builder) => builder.AddMinio();

    // Of the names that this product gives, without those of this assembly's own tests, which may share a real server.
    public override async Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) =>
        [.. (await Server.TracesAsync()).Where(trace =>
            trace.Split(' ')[1].StartsWith("mendix-", StringComparison.Ordinal) && !trace.Contains("mendix-own-test-", StringComparison.Ordinal))];

    public override async Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken)
    {
        using var s3 = Connect(settings);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket(settings), Key = key, ContentBody = value }, cancellationToken);
    }

    public override async Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken)
    {
        using var s3 = Connect(settings);
        try
        {
            using var found = await s3.GetObjectAsync(Bucket(settings), key, cancellationToken);
            using var reader = new StreamReader(found.ResponseStream);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    public override async Task<IReadOnlyList<string>> TrespassAsync(RuntimeSettings own, RuntimeSettings other, CancellationToken cancellationToken)
    {
        await WriteAsync(other, "theirs", "theirs", cancellationToken);
        using var s3 = Connect(own);
        var admin = Server.ConnectAdmin(own[MinioSettings.AccessKey]!, own["com.mendix.storage.s3.SecretAccessKey"]!);
        var (mine, theirs) = (Bucket(own), Bucket(other));
        (string Name, Func<Task> Action)[] attempts =
        [
            ("list", () => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = theirs }, cancellationToken)),
            ("read", () => s3.GetObjectAsync(theirs, "theirs", cancellationToken)),
            ("copy", () => s3.CopyObjectAsync(theirs, "theirs", mine, "stolen", cancellationToken)),
            ("write", () => s3.PutObjectAsync(new PutObjectRequest { BucketName = theirs, Key = "mine", ContentBody = "" }, cancellationToken)),
            ("delete", () => s3.DeleteObjectAsync(theirs, "theirs", cancellationToken)),
            ("delete the bucket", () => s3.DeleteBucketAsync(theirs, cancellationToken)),
            ("change the secret key", () => admin.SendAsync(AdminCalls.PutUser(other[MinioSettings.AccessKey]!, SecretValue.Random()), cancellationToken)),
            ("attach the policy", () => admin.SendAsync(AdminCalls.AttachPolicy(theirs, own[MinioSettings.AccessKey]!), cancellationToken)),
        ];
        var done = new List<string>();
        foreach (var (name, action) in attempts)
        {
            if (await Record.ExceptionAsync(action) is null)
            {
                done.Add(name);
            }
        }

        return done;
    }

    public override IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant)
    {
        var name = TenantName.For(tenant, 63, '-');
        return
        [
            new($"bucket {name}", token => Server.S3.PutBucketAsync(name, token), token => new MinioBuckets(Server.S3).DeleteAsync(name, token)),
            new(
                $"policy {name}",
                token => Server.Admin.SendAsync(AdminCalls.PutPolicy(name, Foreign), token),
                token => Server.Admin.SendAsync(AdminCalls.RemovePolicy(name), token)),
            User($"{name}-a"),
            User($"{name}-b"),
        ];

        ForeignThing User(string user) => new(
            $"user {user}",
            token => Server.Admin.SendAsync(AdminCalls.PutUser(user, SecretValue.Random()), token),
            token => Server.Admin.RemoveUserAsync(AdminCalls.RemoveUser(user), token));
    }

    public override async ValueTask InitializeAsync()
    {
        await _shared.InitializeAsync();
        foreach (var (index, right) in AllRights.Index())
        {
            await Server.MakeUserAsync(LackingUser(index), LackingSecret, MinioFixture.Without(right));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        for (var index = 0; index < AllRights.Count; index++)
        {
            await Server.RemoveUserAsync(LackingUser(index));
        }

        await _shared.DisposeAsync();
        await base.DisposeAsync();
    }

    private string LackingUser(int index) => $"lacking-{index}-{_suffix}";

    private PlanValues PlanOf(string accessKey, string secretKey) => new(
        new JsonObject { ["endpoint"] = Server.Endpoint, ["accessKey"] = accessKey },
        new Dictionary<string, SecretValue> { ["secretKey"] = new(secretKey) });

    private AmazonS3Client Connect(RuntimeSettings settings) =>
        Server.Connect(settings[MinioSettings.AccessKey]!, settings["com.mendix.storage.s3.SecretAccessKey"]!);

    private static string Bucket(RuntimeSettings settings) => settings["com.mendix.storage.s3.BucketName"]!;
}
