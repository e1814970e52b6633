using Mendix.PrivateCloud.Provisioners.Postgres.Connections;
using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Connections;

public sealed class PostgresPoolsTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Fact]
    public async Task A_changed_password_makes_a_new_pool_and_the_old_one_goes()
    {
        await Server.ExecuteAsync("CREATE ROLE rotated LOGIN PASSWORD 'first-one'");
        using var pools = new PostgresPools(new PostgresOptions(), NullLogger.Instance);
        var before = Plan with { UserName = "rotated", Password = new SecretValue("first-one") };
        await pools.Pool(before).ExecuteAsync(["SELECT 1"], Cancellation);
        Assert.Same(pools.Pool(before), pools.Pool(before with { Password = new SecretValue("first-one") }));

        await Server.ExecuteAsync("ALTER ROLE rotated PASSWORD 'second-one'");
        var after = before with { Password = new SecretValue("second-one") };
        var old = pools.Pool(before);
        Assert.NotSame(old, pools.Pool(after));
        await pools.Pool(after).ExecuteAsync(["SELECT 1"], Cancellation);

        await EventuallyAsync(async () => await ConnectionsOfAsync("rotated") == 1);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => old.ExecuteAsync(["SELECT 1"], Cancellation));
    }

    [Fact]
    public async Task The_connections_end_with_the_container()
    {
        await Server.ExecuteAsync("CREATE ROLE passing LOGIN CREATEROLE CREATEDB PASSWORD 'passing-by'");
        var plan = Plan with { UserName = "passing", Password = new SecretValue("passing-by") };
        var services = Compose(_ => { });
        await services.GetRequiredService<IStorageProvisioners>().Get("postgres").CheckAsync(plan, Cancellation);
        Assert.Equal(1, await ConnectionsOfAsync("passing"));

        await services.DisposeAsync();
        await EventuallyAsync(async () => await ConnectionsOfAsync("passing") == 0);
    }

    [Fact]
    public void Accounts_and_servers_do_not_share_pools_but_accounts_share_the_budget()
    {
        using var pools = new PostgresPools(new PostgresOptions(), NullLogger.Instance);
        Assert.NotSame(pools.Pool(Plan), pools.Pool(LimitedPlan));
        Assert.NotSame(pools.Pool(Plan), pools.Pool(Plan with { StrictTls = true }));
        Assert.NotSame(pools.Pool(Plan), pools.Pool(Plan with { Connections = new OutboundConnections([], new OutboundProxy(null, null, [])) }));
        Assert.Same(pools.CreationBudget(Plan), pools.CreationBudget(LimitedPlan));
        Assert.NotSame(pools.CreationBudget(Plan), pools.CreationBudget(Plan with { Port = 1 }));
    }

    [Fact]
    public async Task Statements_of_one_call_happen_together_or_not_at_all()
    {
        using var pools = new PostgresPools(new PostgresOptions(), NullLogger.Instance);
        await Assert.ThrowsAnyAsync<Npgsql.PostgresException>(
            () => pools.Pool(Plan).ExecuteAsync(["CREATE ROLE half_done", "COMMENT ON ROLE no_such_role IS 'x'"], Cancellation));
        Assert.Equal(0, await Server.ScalarAsync<long>("SELECT count(*) FROM pg_roles WHERE rolname = 'half_done'"));
    }

    private Task<long> ConnectionsOfAsync(string user) =>
        Server.ScalarAsync<long>($"SELECT count(*) FROM pg_stat_activity WHERE usename = '{user}'");
}
