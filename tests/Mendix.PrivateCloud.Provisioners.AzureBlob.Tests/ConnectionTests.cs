using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Testing.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests;

public sealed class ConnectionTests(AzuriteFixture fixture) : AzureBlobTest(fixture)
{
    [Fact]
    public async Task A_burst_of_environments_waits_its_turn_however_long_that_takes()
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        await using var services = Compose(options =>
        {
            options.MaxConnections = 1;
            options.RequestTimeout = TimeSpan.FromSeconds(1);
        });
        // Eight times this is longer than one request may take.
        proxy.Delay = TimeSpan.FromMilliseconds(200);
        var azure = services.GetRequiredService<IStorageProvisioners>().Get("azure-blob");
        var plan = KeyPlan with { Endpoint = proxy.Endpoint };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => azure.ProvisionAsync(plan, NewTenant(), Cancellation)));
        Assert.Equal(16, proxy.Requests.Count);
        Assert.Equal(1, proxy.MostAtOnce);
    }

    [Fact]
    public async Task The_authorities_of_the_namespace_are_trusted()
    {
        await using var door = new TlsDoor(Server.Endpoint);
        // Not by signatures: they are good for https alone, and behind the door it is http.
        var plan = KeyPlan with { Endpoint = door.Address };
        var refused = Assert.Single((await Provisioner.CheckAsync(plan, Cancellation)).Failures);
        Assert.Equal(("TLS", FailureKind.Configuration), (refused.Subject, refused.Failure!.Kind));

        plan = plan with { Connections = Trusting(door.Certificates.AuthorityFile) };
        var tenant = NewTenant();
        Assert.True((await Provisioner.CheckAsync(plan, Cancellation)).Passed);
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);

        plan = plan with { Connections = Trusting(door.Certificates.OtherAuthorityFile) };
        Assert.Equal("TLS", Assert.Single((await Provisioner.CheckAsync(plan, Cancellation)).Failures).Subject);
    }

    [Fact]
    public async Task The_proxy_of_the_namespace_is_gone_through()
    {
        await using var proxy = new ForwardProxy();
        var endpoint = $"http://{Server.Name}.blob.test:{new Uri(Server.Endpoint).Port}";
        var plan = Plan with
        {
            Endpoint = endpoint,
            Connections = new OutboundConnections([], new OutboundProxy(proxy.Address, null, [])),
        };

        var report = await Provisioner.CheckAsync(plan, Cancellation);

        Assert.True(report.Passed, report.ToString());
        Assert.All(proxy.Requests, request => Assert.Contains($" {endpoint}/", request, StringComparison.Ordinal));
        Assert.NotEmpty(proxy.Requests);
    }

    private static OutboundConnections Trusting(string authorityFile) => new(OutboundConnections.ReadAuthorities(File.ReadAllText(authorityFile)), null);
}
