using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
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
}
