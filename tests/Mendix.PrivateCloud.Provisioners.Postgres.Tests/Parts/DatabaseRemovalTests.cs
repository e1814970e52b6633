using Mendix.PrivateCloud.Provisioners.Postgres.Connections;
using Mendix.PrivateCloud.Provisioners.Postgres.Parts;
using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Parts;

public sealed class DatabaseRemovalTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData(120000, 3)]
    [InlineData(130000, 1)]
    public async Task Live_sessions_do_not_keep_a_database_on_old_and_new_servers(int serverVersion, int effects)
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await using var session = await ServerQueries.OpenAsync(ConnectionString(settings));
        using var pools = new PostgresPools(new PostgresOptions(), NullLogger.Instance);

        var removal = DatabaseRemoval.Effects(new PostgresTenant(pools, Plan, tenant), serverVersion).ToList();
        Assert.Equal(effects, removal.Count);
        foreach (var effect in removal)
        {
            await effect.RunAsync(Cancellation);
        }

        Assert.DoesNotContain(await TracesAsync(tenant), trace => trace.StartsWith("database", StringComparison.Ordinal));
    }
}
