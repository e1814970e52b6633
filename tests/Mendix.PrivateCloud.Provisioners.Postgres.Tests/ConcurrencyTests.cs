using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

public sealed class ConcurrencyTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    private const string CrowdUser = "crowd";
    private const int Tenants = 50;
    private const int Creations = 2;
    private const int PoolSize = 5;

    [Fact]
    public async Task Fifty_tenants_at_once_stay_within_the_budget()
    {
        await Server.ExecuteAsync($"CREATE ROLE {CrowdUser} LOGIN CREATEROLE CREATEDB PASSWORD 'crowd-password'");
        var plan = Plan with { UserName = CrowdUser, Password = new SecretValue("crowd-password") };
        await using var services = Compose(options => (options.MaxConcurrentCreations, options.MaxPoolSize) = (Creations, PoolSize));
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var tenants = Enumerable.Range(0, Tenants).Select(number => NewTenant($"crowd{number}")).ToList();

        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watching = WatchAsync(done.Token);
        var all = await Task.WhenAll(tenants.Select(tenant => provisioner.ProvisionAsync(plan, tenant, Cancellation)));
        await Task.WhenAll(tenants.Select(tenant => provisioner.DeprovisionAsync(plan, tenant, Cancellation)));
        await done.CancelAsync();
        var (creations, connections) = await watching;

        Assert.Equal(Tenants, all.Select(settings => settings["DatabaseName"]).Distinct().Count());
        Assert.InRange(creations, 1, Creations);
        Assert.InRange(connections, 1, PoolSize);
        Assert.Empty(await Server.TracesAsync("mendix\\_crowd%"));
    }

    private async Task<(long Creations, long Connections)> WatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ServerQueries.OpenAsync(Server.ConnectionString());
        await using var command = new NpgsqlCommand(
            $"SELECT count(*) FILTER (WHERE state = 'active' AND query LIKE 'CREATE DATABASE%'), count(*) FROM pg_stat_activity WHERE usename = '{CrowdUser}'",
            connection);
        var (creations, connections) = (0L, 0L);
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            await reader.ReadAsync(CancellationToken.None);
            creations = Math.Max(creations, reader.GetInt64(0));
            connections = Math.Max(connections, reader.GetInt64(1));
        }

        return (creations, connections);
    }
}
