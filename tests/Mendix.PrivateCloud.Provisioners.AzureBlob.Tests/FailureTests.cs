using System.Net;
using System.Net.Sockets;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests;

/// <summary>Every failure says what it asks for, names the cause and the remedy; a check finds it beforehand and changes nothing.</summary>
public sealed class FailureTests(AzuriteFixture fixture) : AzureBlobTest(fixture)
{
    [Fact]
    public async Task A_right_plan_passes_every_check_by_one_reading_request()
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        var existing = Account.GetBlobContainerClient($"existing-{Guid.NewGuid():N}");
        await existing.CreateAsync(cancellationToken: Cancellation);
        foreach (var (plan, looked) in new[]
        {
            (Plan, new[] { "reachable", "credentials" }),
            (KeyPlan, ["reachable", "credentials"]),
            (Plan with { ContainerName = existing.Name }, ["reachable", "credentials", "container"]),
        })
        {
            proxy.Requests.Clear();
            var report = await Provisioner.CheckAsync(plan with { Endpoint = proxy.Endpoint }, Cancellation);
            Assert.True(report.Passed, report.ToString());
            Assert.Equal(looked, report.Findings.Select(finding => finding.Subject));
            Assert.StartsWith("GET", Assert.Single(proxy.Requests), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wrong_key()
    {
        var key = Convert.ToBase64String(new byte[64]);
        var failure = await FailAsync(Plan with { AccountKey = new SecretValue(key) }, FailureKind.Configuration, "credentials");
        Assert.DoesNotContain(key, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("Secret", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var failure = await FailAsync(Plan with { Endpoint = $"http://127.0.0.1:{port}" }, FailureKind.Transient, "reachable");
        Assert.Contains($"127.0.0.1:{port}", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_name_that_does_not_resolve()
    {
        var failure = await FailAsync(Plan with { Endpoint = "https://files.invalid" }, FailureKind.Transient, "reachable");
        Assert.Contains("typing error", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_TLS()
    {
        var failure = await FailAsync(Plan with { Endpoint = Server.Endpoint.Replace("http:", "https:", StringComparison.Ordinal) }, FailureKind.Configuration, "TLS");
        Assert.Contains("endpoint", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var services = Compose(options => options.RequestTimeout = TimeSpan.FromSeconds(1));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => services.GetRequiredService<IStorageProvisioners>().Get("azure-blob")
            .ProvisionAsync(Plan with { Endpoint = $"http://{listener.LocalEndpoint}" }, NewTenant(), Cancellation));
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Contains("did not answer in time", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_does_not_exist()
    {
        var report = await Provisioner.CheckAsync(Plan with { ContainerName = "no-such-container" }, Cancellation);
        Assert.Equal(["reachable", "credentials", "container"], report.Findings.Select(finding => finding.Subject));
        Assert.Contains("'no-such-container' does not exist", Assert.Single(report.Failures).Failure!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_belongs_to_an_environment()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var finding = Assert.Single((await Provisioner.CheckAsync(Plan with { ContainerName = NameOf(tenant) }, Cancellation)).Failures);
        Assert.Equal("container", finding.Subject);
        Assert.Contains($"another environment ({tenant.Id} apps/crm)", finding.Failure!.Problem, StringComparison.Ordinal);
    }

    // What Azure answers and Azurite does not, or not of itself (reference, cloud storage E.6).
    [Theory]
    [InlineData("GET", 403, "AuthenticationFailed", FailureKind.Configuration, "refused its key")]
    [InlineData("GET", 403, "AuthorizationFailure", FailureKind.Configuration, "network rules")]
    [InlineData("GET", 403, "KeyBasedAuthenticationNotPermitted", FailureKind.Configuration, "Allow storage account key access")]
    [InlineData("GET", 403, "AccountIsDisabled", FailureKind.Configuration, "disabled")]
    [InlineData("GET", 403, "InsufficientAccountPermissions", FailureKind.Configuration, "403 InsufficientAccountPermissions")]
    [InlineData("GET", 404, "ResourceNotFound", FailureKind.Configuration, "There is no account")]
    [InlineData("GET", 503, "ServerBusy", FailureKind.Transient, "busy")]
    [InlineData("GET", 502, "", FailureKind.Transient, "502")]
    [InlineData("GET", 301, "", FailureKind.Configuration, "301")]
    [InlineData("PUT", 409, "ContainerBeingDeleted", FailureKind.Transient, "still being deleted")]
    [InlineData("PUT", 409, "ContainerAlreadyExists", FailureKind.Transient, "at the same moment")]
    [InlineData("PUT", 409, "FeatureNotSupported", FailureKind.Configuration, "409 FeatureNotSupported")]
    public async Task What_the_server_says_is_put_into_words(string method, int status, string code, FailureKind kind, string words)
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        proxy.Answer = request => request.StartsWith(method, StringComparison.Ordinal) ? (status, code) : null;
        var tenant = NewTenant();
        var failure = await Assert.ThrowsAsync<ProvisioningException>(
            () => Provisioner.ProvisionAsync(Plan with { Endpoint = proxy.Endpoint }, tenant, Cancellation));
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task A_failure_for_good_takes_back_what_was_made()
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        proxy.Answer = request => request.StartsWith("PUT", StringComparison.Ordinal) && request.Contains("comp=acl", StringComparison.Ordinal)
            ? (403, "AuthorizationFailure") : null;
        var tenant = NewTenant();
        await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(Plan with { Endpoint = proxy.Endpoint }, tenant, Cancellation));
        Assert.Contains($"DELETE /{NameOf(tenant)}?restype=container", proxy.Requests);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task A_lease_of_somebody_delays_the_removal()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var lease = Azure.Storage.Blobs.Specialized.SpecializedBlobExtensions.GetBlobLeaseClient(ContainerOf(tenant));
        await lease.AcquireAsync(TimeSpan.FromSeconds(-1), cancellationToken: Cancellation);

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.DeprovisionAsync(Plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Contains("Break the lease", failure.Remedy, StringComparison.Ordinal);

        await lease.ReleaseAsync(cancellationToken: Cancellation);
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    private async Task<ProvisioningException> FailAsync(AzureBlobPlan plan, FailureKind kind, string subject)
    {
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(plan, NewTenant(), Cancellation));
        Assert.Equal(kind, failure.Kind);

        var report = await Provisioner.CheckAsync(plan, Cancellation);
        Assert.Equal(subject, Assert.Single(report.Failures).Subject);
        Assert.Equal(failure.Message, report.Findings[^1].Failure!.Message);
        return failure;
    }
}
