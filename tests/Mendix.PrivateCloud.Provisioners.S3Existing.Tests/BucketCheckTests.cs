using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioners.S3Existing.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.S3Existing.Tests;

/// <summary>The check, with keys that have rights on objects only, and one right less.</summary>
[Collection("Conformance of provisioners")]
public sealed class BucketCheckTests : IDisposable
{
    private readonly S3ExistingFixture _fixture;
    private readonly ServiceProvider _services;

    public BucketCheckTests(S3ExistingFixture fixture)
    {
        if (fixture.SkipReason is { } reason)
        {
            Assert.Skip(reason);
        }

        _fixture = fixture;
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddS3Existing(options => options.RequestTimeout = TimeSpan.FromSeconds(5));
        _services = services.BuildServiceProvider();
    }

    private static OutboundConnections Trusting(string authorityFile) => new(OutboundConnections.ReadAuthorities(File.ReadAllText(authorityFile)), null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("s3:AbortMultipartUpload")]
    [InlineData("s3:DeleteObject")]
    [InlineData("s3:GetObject")]
    [InlineData("s3:ListMultipartUploadParts")]
    [InlineData("s3:PutObject")]
    public async Task A_missing_right_is_named_and_nothing_is_left(string right)
    {
        var failure = Assert.Single((await CheckAsync(_fixture.Lacking[right])).Failures);
        Assert.Equal(right, failure.Subject);
        Assert.Contains(right, failure.Failure!.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(await _fixture.InventoryAsync(Cancellation), line => !line.StartsWith("bucket", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("a/b", false)]
    [InlineData(null, true)]
    public async Task A_right_plan_passes_and_nothing_is_left(string? prefix, bool generate)
    {
        var plan = _fixture.Plan.With("prefix", prefix).With("generatePrefix", generate);
        var report = await CheckAsync(plan);
        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(await _fixture.InventoryAsync(Cancellation), line => !line.StartsWith("bucket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_may_not_delete_is_right_when_nothing_is_to_be_deleted()
    {
        var report = await CheckAsync(_fixture.Lacking["s3:DeleteObject"].With("preventDataDeletion", true));
        Assert.Empty(report.Failures);
        Assert.DoesNotContain(await _fixture.InventoryAsync(Cancellation), line => !line.StartsWith("bucket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_in_the_way_is_told_apart()
    {
        await FindAsync("credentials", FailureKind.Configuration, _fixture.Plan.WithSecret("secretAccessKey", "a-secret-that-is-wrong"));
        await FindAsync("credentials", FailureKind.Configuration, _fixture.Plan.With("accessKeyId", "AKIAUNKNOWN000000000"));
        await FindAsync("reachable", FailureKind.Transient, _fixture.Plan.With("endpoint", "http://127.0.0.1:9"));
    }

    [Fact]
    public async Task The_authorities_of_the_namespace_are_trusted()
    {
        await using var door = new TlsDoor(_fixture.Server.Url);
        var plan = _fixture.Plan.With("endpoint", door.Address);
        await FindAsync("TLS", FailureKind.Configuration, plan);

        var report = await CheckAsync(plan with { Connections = Trusting(door.Certificates.AuthorityFile) });
        Assert.True(report.Passed, report.ToString());
        await FindAsync("TLS", FailureKind.Configuration, plan with { Connections = Trusting(door.Certificates.OtherAuthorityFile) });
    }

    [Fact]
    public async Task The_proxy_of_the_namespace_is_gone_through()
    {
        await using var proxy = new ForwardProxy();
        var plan = _fixture.Plan.With("endpoint", new UriBuilder(_fixture.Server.Url) { Host = "storage" }.Uri.ToString()) with
        {
            Connections = new OutboundConnections([], new OutboundProxy(proxy.Address, null, [])),
        };

        var report = await CheckAsync(plan);

        Assert.True(report.Passed, report.ToString());
        Assert.All(proxy.Requests, request => Assert.Contains(" http://storage:", request, StringComparison.Ordinal));
        Assert.NotEmpty(proxy.Requests);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_told()
    {
        var plan = _fixture.Plan.With("bucketName", "no-such-bucket")
            .With("accessKeyId", _fixture.Server.Operator.Id).WithSecret("secretAccessKey", _fixture.Server.Operator.Secret);
        await FindAsync("bucket", FailureKind.Configuration, plan);
    }

    public void Dispose() => _services.Dispose();

    private async Task FindAsync(string subject, FailureKind kind, PlanValues plan)
    {
        var report = await CheckAsync(plan);
        var finding = report.Findings[^1];
        Assert.Equal(subject, finding.Subject);
        Assert.Equal(kind, finding.Failure!.Kind);
        Assert.Single(report.Failures);
        Assert.DoesNotContain("a-secret-that-is-wrong", report.ToString(), StringComparison.Ordinal);
    }

    private Task<CheckReport> CheckAsync(PlanValues values)
    {
        var provisioner = _services.GetRequiredService<IStorageProvisioners>().Get("s3-existing");
        return provisioner.CheckAsync(provisioner.BindPlan(values), Cancellation);
    }
}
