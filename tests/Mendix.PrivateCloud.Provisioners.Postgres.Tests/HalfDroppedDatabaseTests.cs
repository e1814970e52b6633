using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

/// <summary>The server itself died within DROP DATABASE and left it invalid, which no effect of ours can bring about.</summary>
public sealed class HalfDroppedDatabaseTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_drop_that_the_server_did_not_finish_is_finished(bool limited)
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        var before = await TracesAsync(tenant);
        await Server.ExecuteAsync($"UPDATE pg_database SET datconnlimit = -2 WHERE datname = '{NameOf(tenant)}'");

        await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(tenant));
    }
}
