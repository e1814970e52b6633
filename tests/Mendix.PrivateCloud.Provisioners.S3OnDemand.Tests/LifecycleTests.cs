using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

public sealed class LifecycleTests(MotoFixture fixture) : S3Test(fixture)
{
    [Fact]
    public async Task A_tenant_is_made_used_and_removed_with_the_rights_of_row_D()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        Assert.Equal(Server.Url, settings["com.mendix.storage.s3.EndPoint"]);
        Assert.Equal(NameOf(tenant), settings["com.mendix.storage.s3.BucketName"]);
        await WriteAsync(settings, "files/a b", "hello");
        Assert.Equal("hello", await ReadAsync(settings, "files/a b"));
        Assert.Equal(3, (await TracesAsync(tenant)).Count(trace => !trace.StartsWith("object", StringComparison.Ordinal)));

        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }
}
