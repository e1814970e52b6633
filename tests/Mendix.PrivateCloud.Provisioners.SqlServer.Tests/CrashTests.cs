using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Testing.Effects;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

/// <summary>The process dies before and after every effect; whatever comes next ends as if it had not.</summary>
public sealed class CrashTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task Provisioning_goes_on_from_any_point(bool azure, bool limited)
    {
        var (server, plan) = On(azure, limited);
        var (points, undisturbed) = await UndisturbedAsync(server, plan);
        Assert.True(points >= 6, $"{points} points are fewer than around three effects.");
        for (var point = 0; point < points; point++)
        {
            var tenant = NewTenant();
            Assert.True(await CrashAsync(observer => Provisioner.ProvisionAsync(plan, tenant, observer, Cancellation), point));
            var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);

            Assert.Equal(undisturbed, Anonymous(await TracesAsync(server, tenant), tenant));
            await using (await ServerQueries.OpenAsync(ConnectionString(server, settings)))
            {
                await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
            }

            Assert.Empty(await TracesAsync(server, tenant));
        }
    }

    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task A_half_made_tenant_is_removed_from_any_point(bool azure, bool limited)
    {
        var (server, plan) = On(azure, limited);
        var (points, _) = await UndisturbedAsync(server, plan);
        for (var point = 0; point < points; point++)
        {
            var tenant = NewTenant();
            await CrashAsync(observer => Provisioner.ProvisionAsync(plan, tenant, observer, Cancellation), point);
            await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
            Assert.Empty(await TracesAsync(server, tenant));
        }
    }

    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task A_half_removed_tenant_is_removed_or_made_again_from_any_point(bool azure, bool limited)
    {
        var (server, plan) = On(azure, limited);
        var (_, undisturbed) = await UndisturbedAsync(server, plan);
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            if (!await CrashAsync(observer => Provisioner.DeprovisionAsync(plan, tenant, observer, Cancellation), point))
            {
                Assert.True(point >= 6, "The removal must have been crashed around three effects at least.");
                return;
            }

            await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            Assert.Equal(undisturbed, Anonymous(await TracesAsync(server, tenant), tenant));

            await CrashAsync(observer => Provisioner.DeprovisionAsync(plan, tenant, observer, Cancellation), point);
            await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
            Assert.Empty(await TracesAsync(server, tenant));
        }
    }

    [Fact]
    public async Task A_database_left_for_one_user_is_opened_again()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var before = await TracesAsync(Server, tenant);
        await Server.ExecuteAsync($"ALTER DATABASE [{NameOf(tenant)}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE");

        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(Server, tenant));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
    }

    [Fact]
    public async Task Statistics_of_the_server_do_not_take_the_single_seat()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await Server.ExecuteAsync($"ALTER DATABASE [{NameOf(tenant)}] SET AUTO_UPDATE_STATISTICS_ASYNC ON");
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(Server, tenant));
    }

    [Fact]
    public async Task Cancelling_stops_between_effects_and_takes_nothing_back()
    {
        var tenant = NewTenant();
        using var cancelled = new CancellationTokenSource();
        var observer = new CrashingObserver(dieAt: 1, instead: cancelled.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Provisioner.ProvisionAsync(Plan, tenant, observer, cancelled.Token));
        Assert.Single(observer.Effects);
        Assert.Contains(await TracesAsync(Server, tenant), trace => trace.StartsWith("login", StringComparison.Ordinal));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Provisioner.DeprovisionAsync(Plan, tenant, cancelled.Token));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(Server, tenant));
    }

    /// <summary>Whether it died; false when it came to its end before.</summary>
    private static async Task<bool> CrashAsync(Func<IEffectObserver, Task> verb, int point)
    {
        try
        {
            await verb(new CrashingObserver(point));
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private async Task<(int Points, List<string> Traces)> UndisturbedAsync(TestServer server, SqlServerPlan plan)
    {
        var tenant = NewTenant();
        var observer = new CrashingObserver();
        await Provisioner.ProvisionAsync(plan, tenant, observer, Cancellation);
        var traces = Anonymous(await TracesAsync(server, tenant), tenant);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        return (observer.Points, traces);
    }
}
