using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests;

/// <summary>What the preview says is what the server then receives, request by request.</summary>
public sealed class PreviewTests(AzuriteFixture fixture) : AzureBlobTest(fixture)
{
    private ITenantPreviewer Previewer => (ITenantPreviewer)Provisioner;

    [Fact]
    public async Task The_requests_of_a_new_tenant()
    {
        var tenant = new Tenant("apps", "crm", "0f3a");
        var name = NameOf(tenant);
        string create = $"PUT /{name}?restype=container (x-ms-meta-mendixprivatecloud: mendix-private-cloud/0f3a apps/crm)";

        Assert.Equal([create, $"PUT /{name}?restype=container&comp=acl (mendix-a-*** rcwdl)"], await Previewer.PreviewAsync(Plan, tenant, Cancellation));
        Assert.Equal([create], await Previewer.PreviewAsync(KeyPlan, tenant, Cancellation));
        Assert.Empty(await Previewer.PreviewAsync(Plan with { ContainerName = "existing" }, tenant, Cancellation));
        Assert.Empty(await TracesAsync(tenant));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Preview_and_requests_agree(bool withKey)
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        var plan = As(withKey) with { Endpoint = proxy.Endpoint };
        var tenant = NewTenant();

        var preview = await Previewer.PreviewAsync(plan, tenant, Cancellation);
        Assert.Equal(preview.Select(Request), await ChangesAsync(proxy, () => Provisioner.ProvisionAsync(plan, tenant, Cancellation)));

        Assert.Empty(await Previewer.PreviewAsync(plan, tenant, Cancellation));
        Assert.Empty(await ChangesAsync(proxy, () => Provisioner.ProvisionAsync(plan, tenant, Cancellation)));
    }

    [Theory]
    [InlineData(false, 4, 2, 4)]
    [InlineData(true, 2, 1, 2)]
    public async Task Requests_are_counted(bool withKey, int provision, int repeat, int deprovision)
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        var plan = As(withKey) with { Endpoint = proxy.Endpoint };
        var tenant = NewTenant();
        foreach (var (count, verb) in new (int, Func<Task>)[]
        {
            (provision, () => Provisioner.ProvisionAsync(plan, tenant, Cancellation)),
            (repeat, () => Provisioner.ProvisionAsync(plan, tenant, Cancellation)),
            (deprovision, () => Provisioner.DeprovisionAsync(plan, tenant, Cancellation)),
        })
        {
            proxy.Requests.Clear();
            await verb();
            Assert.Equal(count, proxy.Requests.Count);
        }
    }

    [Fact]
    public async Task An_existing_container_costs_no_request()
    {
        await using var proxy = await BlobProxy.StartAsync(Server.Endpoint);
        var plan = Plan with { ContainerName = "existing", Endpoint = proxy.Endpoint };
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Empty(proxy.Requests);
    }

    private static async Task<IEnumerable<string>> ChangesAsync(BlobProxy proxy, Func<Task> verb)
    {
        proxy.Requests.Clear();
        await verb();
        return [.. proxy.Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal) && !request.StartsWith("HEAD", StringComparison.Ordinal))];
    }

    private static string Request(string description) => description.Split(" (")[0];
}
