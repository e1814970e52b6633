using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.SqlServer;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

/// <summary>After the last tenant the whole server is as it was, not only what bears a tenant's name.</summary>
public sealed class NothingLeftBehindTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_server_is_as_it_was(bool azure)
    {
        await using var standIn = SqlServerStandIn.Start(azure);
        var server = SqlServerFixture.Of(standIn, azure);
        var census = await server.CensusAsync();
        var tenants = Enumerable.Range(0, 5).Select(number => NewTenant($"crm{number}")).ToList();
        foreach (var tenant in tenants)
        {
            var current = await Provisioner.ProvisionAsync(PlanOf(server), tenant, Cancellation);
            await Rotator.RotateCredentialsAsync(PlanOf(server), tenant, current, Cancellation);
        }

        Assert.NotEqual(census, await server.CensusAsync());
        foreach (var tenant in tenants)
        {
            await Provisioner.DeprovisionAsync(PlanOf(server), tenant, Cancellation);
        }

        Assert.Equal(census, await server.CensusAsync());
    }
}
