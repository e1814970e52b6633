using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Minio;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>How much of a server is used at a time, and what its moods mean.</summary>
public sealed class ConnectionTests(MinioFixture fixture) : MinioTest(fixture), IAsyncLifetime
{
    private MinioServer _server = null!;

    private MinioPlan OwnPlan => new() { Endpoint = _server.Endpoint, AccessKey = _server.RootUser, SecretKey = new SecretValue(_server.RootPassword) };

    public async ValueTask InitializeAsync() => _server = await MinioServer.StartAsync(new MinioServerOptions { NeedsContentMd5 = true });

    [Fact]
    public async Task Many_environments_share_the_few_connections()
    {
        await using var services = Compose(options => options.MaxConnections = 2);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("minio");
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => provisioner.ProvisionAsync(OwnPlan, NewTenant(), Cancellation)));
        Assert.Equal(2, _server.MostAtOnce);
        Assert.Single(_server.Requests, request => request.Contains("accountinfo", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PUT /minio/admin/v3/add-canned-policy")]
    [InlineData("PUT /mendix")]
    [InlineData("GET /minio/admin/v3/user-info")]
    public async Task An_overloaded_server_is_transient_and_a_repeat_ends_well(string request)
    {
        var tenant = NewTenant();
        _server.Fault = target => target.StartsWith(request, StringComparison.Ordinal) ? 503 : null;
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(OwnPlan, tenant, Cancellation));
        Assert.Equal(FailureKind.Transient, failure.Kind);
        _server.Fault = _ => null;
        await Provisioner.ProvisionAsync(OwnPlan, tenant, Cancellation);
    }

    [Fact]
    public async Task An_older_server_gets_its_objects_deleted_one_by_one()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(OwnPlan, tenant, Cancellation);
        using var view = new ServerView(_server.Endpoint, _server.RootUser, _server.RootPassword);
        foreach (var key in (string[])["one", "two"])
        {
            await view.S3.PutObjectAsync(new() { BucketName = NameOf(tenant), Key = key, ContentBody = key }, Cancellation);
        }

        await Provisioner.DeprovisionAsync(OwnPlan, tenant, Cancellation);
        Assert.Empty(await view.TracesAsync("mendix"));
    }

    [Fact]
    public async Task Unfinished_uploads_are_dropped_before_their_bucket()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(OwnPlan, tenant, Cancellation);
        using var view = new ServerView(_server.Endpoint, _server.RootUser, _server.RootPassword);
        var upload = await view.S3.InitiateMultipartUploadAsync(NameOf(tenant), "half", Cancellation);
        _server.ForgetRequests();
        await Provisioner.DeprovisionAsync(OwnPlan, tenant, Cancellation);
        var removals = _server.Requests.Where(request => request.StartsWith("DELETE /mendix", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, removals.Count);
        Assert.Contains($"half?uploadId={upload.UploadId}", removals[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_emptied_is_told_and_not_tried_for_ever()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(OwnPlan, tenant, Cancellation);
        using var view = new ServerView(_server.Endpoint, _server.RootUser, _server.RootPassword);
        await view.S3.PutObjectAsync(new() { BucketName = NameOf(tenant), Key = "stuck", ContentBody = "" }, Cancellation);
        _server.Fault = target => target.StartsWith("DELETE ", StringComparison.Ordinal) && target.Contains("stuck", StringComparison.Ordinal) ? 204 : null;
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.DeprovisionAsync(OwnPlan, tenant, Cancellation));
        Assert.Contains("still listed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_secret_key_is_used_from_the_next_request_on()
    {
        using var view = new ServerView(_server.Endpoint, _server.RootUser, _server.RootPassword);
        await view.MakeUserAsync("account", "first-secret", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["admin:*"]},{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"]}]}""");
        var plan = OwnPlan with { AccessKey = "account", SecretKey = new SecretValue("first-secret") };
        Assert.True((await Provisioner.CheckAsync(plan, Cancellation)).Passed);
        await view.MakeUserAsync("account", "second-secret");
        Assert.False((await Provisioner.CheckAsync(plan, Cancellation)).Passed);
        Assert.True((await Provisioner.CheckAsync(plan with { SecretKey = new SecretValue("second-secret") }, Cancellation)).Passed);
        Assert.Contains(Log.Lines, line => line.Contains("was changed in the plan", StringComparison.Ordinal));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _server.DisposeAsync();
        await DisposeAsync();
    }
}
