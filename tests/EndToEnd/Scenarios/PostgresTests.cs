using System.Text.Json;
using Mendix.PrivateCloud.EndToEnd.Hosting;
using Mendix.PrivateCloud.Testing.Kubectl;
using Mendix.PrivateCloud.Testing.Postgres;
using Npgsql;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary>An environment with a database on a real PostgreSQL server.</summary>
public sealed class PostgresTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_environment_gets_a_database_that_it_can_log_in_to_and_deletion_leaves_nothing()
    {
        Assert.SkipWhen(PostgresBinaries.SkipReason is not null, PostgresBinaries.SkipReason ?? "");
        await using var server = await PostgresServer.StartAsync();
        var before = await CatalogAsync(server);
        await using var host = HostProcess.Start([], ("PRIVATECLOUD_POSTGRES", server.ConnectionString()));
        using var kubectl = new KubectlRunner(await File.ReadAllTextAsync(await host.WaitUntilServingAsync(Cancelled), Cancelled));

        var settings = await SettingsAsync(kubectl, "postgres-app-database");
        await using (var connection = new NpgsqlConnection(
            $"Host={server.Host};Port={server.Port};Database={settings["DatabaseName"]};Username={settings["DatabaseUserName"]};"
            + $"Password={settings["DatabasePassword"]};Pooling=false"))
        {
            await connection.OpenAsync(Cancelled);
            await using var command = new NpgsqlCommand("create table crm (id int); insert into crm values (7); select id from crm", connection);
            Assert.Equal(7, await command.ExecuteScalarAsync(Cancelled));
        }

        Assert.NotEqual(before, await CatalogAsync(server));
        await kubectl.RunAsync("delete mendixapp postgres-app --timeout=90s", Cancelled);
        await kubectl.UntilGoneAsync("storageinstance/postgres-app-database", Cancelled);
        Assert.Equal(before, await CatalogAsync(server));

        host.Interrupt();
        var result = await host.WaitForExitAsync(Cancelled);
        Assert.DoesNotContain(server.Password, result.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(settings["DatabasePassword"], result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_is_waited_for_and_the_reason_is_told()
    {
        using var file = new ManifestFile(Yaml.Environment("crm", databasePlan: "postgres"));

        var result = await HostProcess.RunAsync(
            ["--once", "--timeout", "5", "-f", file.Path], Cancelled, ("PRIVATECLOUD_POSTGRES", "Host=127.0.0.1;Port=1;Username=admin;Password=open-sesame"));

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("127.0.0.1:1", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("open-sesame", result.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> SettingsAsync(KubectlRunner kubectl, string secret)
    {
        using var document = JsonDocument.Parse(await kubectl.RunAsync($"get secret {secret} -o json", Cancelled));
        var config = document.RootElement.GetProperty("data").GetProperty("config").GetBytesFromBase64();
        return JsonSerializer.Deserialize<Dictionary<string, string>>(config)!;
    }

    private static async Task<string> CatalogAsync(PostgresServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString());
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(
            """
            select string_agg(entry, E'\n' order by entry) from (
                select 'database ' || datname || ' ' || coalesce(datacl::text, '') as entry from pg_database
                union all select 'role ' || rolname from pg_roles
                union all select 'membership ' || roleid::regrole || ' ' || member::regrole from pg_auth_members
            ) entries
            """,
            connection);
        return (string)(await command.ExecuteScalarAsync(Cancelled))!;
    }
}
