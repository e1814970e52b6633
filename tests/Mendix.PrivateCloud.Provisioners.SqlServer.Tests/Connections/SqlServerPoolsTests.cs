using Mendix.PrivateCloud.Provisioners.SqlServer.Connections;
using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.SqlServer;
using Mendix.PrivateCloud.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Connections;

public sealed class SqlServerPoolsTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Fact]
    public async Task A_changed_password_makes_a_new_pool_and_the_old_one_goes()
    {
        await using var standIn = SqlServerStandIn.Start();
        standIn.AddLogin("rotated", "First-Pa55word");
        using var pools = new SqlServerPools(new SqlServerOptions(), NullLogger.Instance);
        var before = PlanOf(SqlServerFixture.Of(standIn, isAzure: false)) with { UserName = "rotated", Password = new SecretValue("First-Pa55word") };
        await pools.Pool(before).ExecuteAsync(null, ["SELECT 1"], Cancellation);
        Assert.Same(pools.Pool(before), pools.Pool(before with { Password = new SecretValue("First-Pa55word") }));

        await SqlServerFixture.Of(standIn, isAzure: false).ExecuteAsync("ALTER LOGIN [rotated] WITH PASSWORD = N'Second-Pa55word'");
        var after = before with { Password = new SecretValue("Second-Pa55word") };
        var old = pools.Pool(before);
        Assert.NotSame(old, pools.Pool(after));
        await pools.Pool(after).ExecuteAsync(null, ["SELECT 1"], Cancellation);

        await Eventually.TrueAsync(() => standIn.Sessions("rotated") == 1, "one session left", Cancellation);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => old.ExecuteAsync(null, ["SELECT 1"], Cancellation));
    }

    [Fact]
    public async Task The_connections_end_with_the_container()
    {
        await using var standIn = SqlServerStandIn.Start();
        standIn.AddLogin("passing", "passing-Pa55word", "sysadmin");
        var plan = PlanOf(SqlServerFixture.Of(standIn, isAzure: false)) with { UserName = "passing", Password = new SecretValue("passing-Pa55word") };
        var services = Compose(_ => { });
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("sqlserver");
        await provisioner.ProvisionAsync(plan, NewTenant(), Cancellation);
        await Eventually.TrueAsync(() => standIn.Sessions("passing") == 1, "only the pooled session in master is left", Cancellation);

        await services.DisposeAsync();
        await Eventually.TrueAsync(() => standIn.Sessions("passing") == 0, "no session is left", Cancellation);
    }

    [Fact]
    public void Accounts_and_servers_do_not_share_pools_but_accounts_share_the_budget()
    {
        using var pools = new SqlServerPools(new SqlServerOptions(), NullLogger.Instance);
        var other = Plan with { UserName = "another" };
        Assert.NotSame(pools.Pool(Plan), pools.Pool(other));
        Assert.NotSame(pools.Pool(Plan), pools.Pool(Plan with { StrictTls = true }));
        Assert.Same(pools.CreationBudget(Plan), pools.CreationBudget(other));
        Assert.NotSame(pools.CreationBudget(Plan), pools.CreationBudget(Plan with { Port = 1 }));
    }
}
