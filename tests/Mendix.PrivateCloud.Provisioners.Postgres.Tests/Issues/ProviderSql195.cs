using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Issues;

/// <summary>
/// crossplane-contrib/provider-sql #195: every statement of every reconcile opened a connection of its own, thousands an hour, and the server
/// ran out of them. We keep one pool for each server and account: however much is done, the sessions that are ever opened are no more than
/// the pool may hold.
/// </summary>
public sealed partial class ProviderSql195(PostgresFixture fixture) : PostgresTest(fixture)
{
    private const int PoolSize = 3;

    [Fact]
    public async Task A_hundred_reconciles_open_no_more_sessions_than_the_pool_holds()
    {
        await Server.ExecuteAsync("CREATE ROLE pooled LOGIN CREATEROLE CREATEDB PASSWORD 'pooled-password'");
        var plan = Plan with { UserName = "pooled", Password = new SecretValue("pooled-password") };
        await using var services = Compose(options => (options.MaxPoolSize, options.MaxConcurrentCreations) = (PoolSize, 2));
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var tenants = Enumerable.Range(0, 10).Select(number => NewTenant($"pooled{number}")).ToList();
        var start = Server.LogPosition;

        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(tenants.Select(tenant => provisioner.ProvisionAsync(plan, tenant, Cancellation)));
        }

        await Task.WhenAll(tenants.Select(tenant => provisioner.DeprovisionAsync(plan, tenant, Cancellation)));

        var sessions = SessionOfPooled().Matches(await Server.ReadLogAsync(start)).Select(match => match.Groups[1].Value).Distinct();
        Assert.InRange(sessions.Count(), 1, PoolSize);
    }

    // The server logs every statement with the process that served it, one per session.
    [GeneratedRegex(@"\[(\d+)\] pooled@")]
    private static partial Regex SessionOfPooled();
}
