using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

/// <summary>The process dies before and after every effect; whatever comes next ends as if it had not.</summary>
public sealed class CrashTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Provisioning_goes_on_from_any_point(bool limited)
    {
        var (points, undisturbed) = await UndisturbedAsync(limited);
        for (var point = 0; point < points; point++)
        {
            var tenant = NewTenant();
            await CrashAsync(observer => Provisioner.ProvisionAsync(As(limited), tenant, observer, Cancellation), point);
            var settings = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);

            Assert.Equal(undisturbed, Anonymous(await TracesAsync(tenant), tenant));
            await using (await ServerQueries.OpenAsync(ConnectionString(settings)))
            {
                await Provisioner.DeprovisionAsync(As(limited), tenant, Cancellation);
            }

            Assert.Empty(await TracesAsync(tenant));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_half_made_tenant_is_removed_from_any_point(bool limited)
    {
        var (points, _) = await UndisturbedAsync(limited);
        for (var point = 0; point < points; point++)
        {
            var tenant = NewTenant();
            await CrashAsync(observer => Provisioner.ProvisionAsync(As(limited), tenant, observer, Cancellation), point);
            await Provisioner.DeprovisionAsync(As(limited), tenant, Cancellation);
            Assert.Empty(await TracesAsync(tenant));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_half_removed_tenant_is_removed_or_made_again_from_any_point(bool limited)
    {
        var (_, undisturbed) = await UndisturbedAsync(limited);
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
            if (!await CrashAsync(observer => Provisioner.DeprovisionAsync(As(limited), tenant, observer, Cancellation), point))
            {
                Assert.True(point >= 6, "The removal must have been crashed around three effects at least.");
                return;
            }

            await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
            Assert.Equal(undisturbed, Anonymous(await TracesAsync(tenant), tenant));

            await CrashAsync(observer => Provisioner.DeprovisionAsync(As(limited), tenant, observer, Cancellation), point);
            await Provisioner.DeprovisionAsync(As(limited), tenant, Cancellation);
            Assert.Empty(await TracesAsync(tenant));
        }
    }

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

    [Fact]
    public async Task Cancelling_stops_between_effects_and_takes_nothing_back()
    {
        var tenant = NewTenant();
        using var cancelled = new CancellationTokenSource();
        var observer = new CrashingObserver(dieAt: 1, instead: cancelled.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Provisioner.ProvisionAsync(Plan, tenant, observer, cancelled.Token));
        Assert.Single(observer.Effects);
        Assert.Contains(await TracesAsync(tenant), trace => trace.StartsWith("role", StringComparison.Ordinal));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Provisioner.DeprovisionAsync(Plan, tenant, cancelled.Token));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    private static async Task<bool> CrashAsync(Func<IEffectObserver, Task> verb, int point)
    {
        try
        {
            await verb(new CrashingObserver(point));
            return false;
        }
        catch (ProvisioningException crash)
        {
            Assert.IsType<CrashingObserver.CrashException>(crash.InnerException);
            return true;
        }
    }

    private async Task<(int Points, IReadOnlyList<string> Traces)> UndisturbedAsync(bool limited)
    {
        var tenant = NewTenant();
        var observer = new CrashingObserver();
        await Provisioner.ProvisionAsync(As(limited), tenant, observer, Cancellation);
        return (observer.Points, Anonymous(await TracesAsync(tenant), tenant));
    }

    private static List<string> Anonymous(IReadOnlyList<string> traces, Tenant tenant) =>
        [.. traces.Select(trace => trace.Replace(NameOf(tenant), "NAME", StringComparison.Ordinal).Replace(tenant.Id, "ID", StringComparison.Ordinal))];
}
