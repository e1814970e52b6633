using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

public sealed class LifecycleTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_tenant_can_be_used_with_the_settings_returned(bool limited)
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);

        Assert.Equal("PostgreSQL", settings["DatabaseType"]);
        Assert.Equal($"127.0.0.1:{Server.Port}", settings["DatabaseHost"]);
        Assert.Equal(NameOf(tenant), settings["DatabaseName"]);
        Assert.Equal($"{NameOf(tenant)}_a", settings["DatabaseUserName"]);
        Assert.Equal($"jdbc:postgresql://127.0.0.1:{Server.Port}/{NameOf(tenant)}?sslmode=prefer", settings["DatabaseJdbcUrl"]);
        Assert.DoesNotContain(settings["DatabasePassword"]!, settings.ToString(), StringComparison.Ordinal);

        await using var connection = await ServerQueries.OpenAsync(ConnectionString(settings));
        await using var command = new NpgsqlCommand(
            "CREATE TABLE t (i int); SELECT tableowner || ' ' || pg_encoding_to_char(encoding) FROM pg_tables, pg_database WHERE tablename = 't' AND datname = current_database()",
            connection);
        Assert.Equal($"{NameOf(tenant)} UTF8", await command.ExecuteScalarAsync(Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Repeating_changes_the_password_and_nothing_else(bool limited)
    {
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        var before = await TracesAsync(tenant);

        var second = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);

        Assert.Equal(before, await TracesAsync(tenant));
        Assert.NotEqual(first["DatabasePassword"], second["DatabasePassword"]);
        await using var connection = await ServerQueries.OpenAsync(ConnectionString(second));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ServerQueries.OpenAsync(ConnectionString(first)));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_account_keeps_no_membership(bool limited)
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        Assert.Equal(
            [$"member {NameOf(tenant)}_a of {NameOf(tenant)}"],
            (await TracesAsync(tenant)).Where(trace => trace.StartsWith("member", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_slot_is_a_second_login_to_the_same_things(bool limited)
    {
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        await using var a = await ServerQueries.OpenAsync(ConnectionString(first));
        await new NpgsqlCommand("CREATE TABLE t (i int)", a).ExecuteNonQueryAsync(Cancellation);

        var second = await Provisioner.ProvisionAsync(As(limited), tenant with { Slot = CredentialSlot.B }, Cancellation);
        Assert.Equal($"{NameOf(tenant)}_b", second["DatabaseUserName"]);
        await using var b = await ServerQueries.OpenAsync(ConnectionString(second));
        await new NpgsqlCommand("DROP TABLE t", b).ExecuteNonQueryAsync(Cancellation);
        await using var stillA = await ServerQueries.OpenAsync(ConnectionString(first));

        await Provisioner.DeprovisionAsync(As(limited), tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task No_password_and_no_verifier_is_in_any_log()
    {
        var start = Server.LogPosition;
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        var second = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        var serverLog = await Server.ReadLogAsync(start);
        var ownLog = string.Join('\n', Log.Lines);

        Assert.Contains($"CREATE ROLE \"{NameOf(tenant)}_a\" LOGIN PASSWORD 'SCRAM-SHA-256$", serverLog, StringComparison.Ordinal);
        Assert.Contains($"CREATE ROLE \"{NameOf(tenant)}_a\" LOGIN PASSWORD '***'", ownLog, StringComparison.Ordinal);
        Assert.DoesNotContain("SCRAM", ownLog, StringComparison.Ordinal);
        foreach (var secret in new[] { first["DatabasePassword"]!, second["DatabasePassword"]!, PostgresFixture.LimitedPassword })
        {
            Assert.DoesNotContain(secret, serverLog, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, ownLog, StringComparison.Ordinal);
        }
    }
}
