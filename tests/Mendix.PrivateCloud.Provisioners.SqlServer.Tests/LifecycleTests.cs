using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

public sealed class LifecycleTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task A_new_tenant_can_be_used_with_the_settings_returned(bool azure, bool limited)
    {
        var (server, plan) = On(azure, limited);
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);

        Assert.Equal("SQLSERVER", settings["DatabaseType"]);
        Assert.Equal($"{server.Host}:{server.Port}", settings["DatabaseHost"]);
        Assert.Equal(NameOf(tenant), settings["DatabaseName"]);
        Assert.Equal($"{NameOf(tenant)}_a", settings["DatabaseUserName"]);
        Assert.StartsWith($"jdbc:sqlserver://{server.Host}:{server.Port};databaseName={NameOf(tenant)};encrypt=", settings["DatabaseJdbcUrl"], StringComparison.Ordinal);
        Assert.DoesNotContain(settings["DatabasePassword"]!, settings.ToString(), StringComparison.Ordinal);

        await using (var connection = await ServerQueries.OpenAsync(ConnectionString(server, settings)))
        {
            await connection.ExecuteAsync("CREATE TABLE [dbo].[t] (i int)");
            Assert.Equal(1, await connection.ExecuteAsync("INSERT INTO [dbo].[t] VALUES (7)"));
            Assert.Equal(7, await connection.ScalarAsync<int>("SELECT i FROM [dbo].[t]"));
        }

        var database = Assert.Single(await TracesAsync(server, tenant), trace => trace.StartsWith("database", StringComparison.Ordinal));
        Assert.EndsWith(" SQL_Latin1_General_CP1_CI_AS MULTI_USER True 1", database, StringComparison.Ordinal);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
    }

    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task Removing_leaves_nothing_behind_although_sessions_are_live(bool azure, bool limited)
    {
        var (server, plan) = On(azure, limited);
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await using var session = await ServerQueries.OpenAsync(ConnectionString(server, settings));
        Assert.NotEmpty(await TracesAsync(server, tenant));

        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);

        Assert.Empty(await TracesAsync(server, tenant));
        await Assert.ThrowsAnyAsync<SqlException>(() => session.ExecuteAsync("SELECT 1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_is_thrown_out_of_the_database_stays_out(bool azure)
    {
        var (server, plan) = On(azure);
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        var attempts = new LoggingInBeforeTheDrop(ConnectionString(server, settings));

        await Provisioner.DeprovisionAsync(plan, tenant, attempts, Cancellation);
        Assert.Equal([18470], attempts.Refusals);
    }

    [Fact]
    public async Task Sessions_of_the_login_outside_of_its_database_are_ended_too()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await using var session = await ServerQueries.OpenAsync(ConnectionString(Server, settings, "master"));

        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(Server, tenant));
    }

    [Fact]
    public async Task A_session_that_the_account_may_not_end_delays_the_removal_and_the_rights_are_named()
    {
        var (server, plan) = On(azure: false, limited: true);
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await using (await ServerQueries.OpenAsync(ConnectionString(server, settings, "master")))
        {
            var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.DeprovisionAsync(plan, tenant, Cancellation));
            Assert.Equal(FailureKind.Transient, failure.Kind);
            Assert.Contains("GRANT VIEW SERVER STATE, ALTER ANY CONNECTION", failure.Remedy, StringComparison.Ordinal);
        }

        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(server, tenant));
    }

    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task Repeating_changes_the_password_and_nothing_else(bool azure, bool limited)
    {
        var (server, plan) = On(azure, limited);
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        var before = await TracesAsync(server, tenant);

        var second = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);

        Assert.Equal(before, await TracesAsync(server, tenant));
        Assert.NotEqual(first["DatabasePassword"], second["DatabasePassword"]);
        await using (await ServerQueries.OpenAsync(ConnectionString(server, second)))
        {
            var refusal = await Assert.ThrowsAsync<SqlException>(() => ServerQueries.OpenAsync(ConnectionString(server, first)));
            Assert.Equal(18456, refusal.Number);
        }

        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removing_what_is_not_there_succeeds(bool azure) =>
        await Provisioner.DeprovisionAsync(On(azure).Plan, NewTenant(), Cancellation);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tenants_cannot_enter_each_others_database(bool azure)
    {
        var (server, plan) = On(azure);
        var (one, two) = (NewTenant("one"), NewTenant("two"));
        var mine = await Provisioner.ProvisionAsync(plan, one, Cancellation);
        var other = await Provisioner.ProvisionAsync(plan, two, Cancellation);

        foreach (var (visitor, host) in new[] { (mine, other), (other, mine) })
        {
            var refusal = await Assert.ThrowsAsync<SqlException>(
                () => ServerQueries.OpenAsync(ConnectionString(server, visitor, database: host["DatabaseName"])));
            Assert.Equal([4060, 18456], refusal.Errors.Cast<SqlError>().Select(error => error.Number));

            await using var at = await ServerQueries.OpenAsync(ConnectionString(server, visitor));
            foreach (var attempt in new[]
            {
                $"USE [{host["DatabaseName"]}]",
                $"SELECT name FROM [{host["DatabaseName"]}].[dbo].[t]",
                $"DROP DATABASE [{host["DatabaseName"]}]",
                $"ALTER LOGIN [{host["DatabaseUserName"]}] WITH PASSWORD = N'Stolen-Pa55word'",
                $"DROP LOGIN [{host["DatabaseUserName"]}]",
                "CREATE DATABASE [mendix_stolen]",
                "CREATE LOGIN [mendix_stolen] WITH PASSWORD = N'Stolen-Pa55word'",
            })
            {
                await Assert.ThrowsAnyAsync<SqlException>(() => at.ExecuteAsync(attempt));
            }
        }

        await Provisioner.DeprovisionAsync(plan, one, Cancellation);
        await Provisioner.DeprovisionAsync(plan, two, Cancellation);
    }

    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task No_password_is_in_any_log_or_preview(bool azure, bool limited)
    {
        var (_, plan) = On(azure, limited);
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        var second = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);

        var log = string.Join('\n', Log.Lines);
        Assert.Contains($"CREATE LOGIN [{NameOf(tenant)}_a] WITH PASSWORD = N'***', SID = 0x", log, StringComparison.Ordinal);
        foreach (var secret in new[] { first["DatabasePassword"]!, second["DatabasePassword"]!, plan.Password!.Reveal() })
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }
    }

    /// <summary>An app that connects again at once.</summary>
    private sealed class LoggingInBeforeTheDrop(string connectionString) : IEffectObserver
    {
        public List<int> Refusals { get; } = [];

        public async ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
        {
            if (effect.Description.Contains("DROP DATABASE", StringComparison.Ordinal))
            {
                Refusals.Add((await Assert.ThrowsAsync<SqlException>(() => ServerQueries.OpenAsync(connectionString))).Number);
            }
        }

        public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
