using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

public sealed class ConcurrencyTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    private const int Tenants = 50;
    private const int PoolSize = 5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_tenants_at_once_stay_within_the_budget(bool azure)
    {
        await using var standIn = SqlServerStandIn.Start(azure);
        standIn.AddLogin("crowd", "crowding-Pa55word", azure ? ["dbmanager", "loginmanager"] : ["dbcreator", "securityadmin"]);
        var server = SqlServerFixture.Of(standIn, azure);
        var plan = PlanOf(server) with { UserName = "crowd", Password = new SecretValue("crowding-Pa55word") };
        await using var services = Compose(options => options.MaxPoolSize = PoolSize);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("sqlserver");
        var tenants = Enumerable.Range(0, Tenants).Select(number => NewTenant($"crowd{number}")).ToList();

        var all = await Task.WhenAll(tenants.Select(tenant => provisioner.ProvisionAsync(plan, tenant, Cancellation)));
        await Task.WhenAll(tenants.Select(tenant => provisioner.DeprovisionAsync(plan, tenant, Cancellation)));

        Assert.Equal(Tenants, all.Select(settings => settings["DatabaseName"]).Distinct().Count());
        Assert.InRange(standIn.PeakSessions("crowd"), 2, PoolSize);
        Assert.Empty(await server.TracesAsync("mendix_crowd"));
    }
}
