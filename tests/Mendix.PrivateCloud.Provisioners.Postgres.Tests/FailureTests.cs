using System.Net;
using System.Net.Sockets;
using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

/// <summary>Every failure says what it asks for, names the cause and the remedy; a check finds it beforehand.</summary>
public sealed class FailureTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Fact]
    public async Task A_right_plan_passes_every_check()
    {
        string[] looked = ["reachable", "credentials", "login database", "server version", "primary server", "CREATEROLE", "CREATEDB", "INHERIT"];
        foreach (var plan in new[] { Plan, LimitedPlan })
        {
            var report = await Provisioner.CheckAsync(plan, Cancellation);
            Assert.True(report.Passed);
            Assert.Equal(looked, report.Findings.Select(finding => finding.Subject));
        }
    }

    [Fact]
    public async Task A_wrong_password()
    {
        var failure = await FailAsync(Plan with { Password = new SecretValue("not-the-password") }, FailureKind.Configuration, "credentials");
        Assert.DoesNotContain("not-the-password", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("Secret", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_does_not_exist() =>
        await FailAsync(Plan with { UserName = "nobody \"known\"" }, FailureKind.Configuration, "credentials");

    [Fact]
    public async Task A_login_database_that_does_not_exist()
    {
        var failure = await FailAsync(Plan with { Database = "no such database" }, FailureKind.Configuration, "login database");
        Assert.Contains("'no such database'", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var failure = await FailAsync(Plan with { Port = port }, FailureKind.Transient, "reachable");
        Assert.Contains($"127.0.0.1:{port}", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_name_that_does_not_resolve()
    {
        var failure = await FailAsync(Plan with { Host = "postgres.invalid" }, FailureKind.Transient, "reachable");
        Assert.Contains("'postgres.invalid'", failure.Problem, StringComparison.Ordinal);
        Assert.Contains("typing error", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_something_else()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var answering = new CancellationTokenSource();
        var answer = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(answering.Token);
            }
        }, answering.Token);
        await FailAsync(Plan with { Port = ((IPEndPoint)listener.LocalEndpoint).Port }, FailureKind.Transient, "reachable");
        await answering.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Theory]
    [InlineData("CREATEROLE NOCREATEDB", "CREATEDB")]
    [InlineData("NOCREATEROLE CREATEDB", "CREATEROLE")]
    [InlineData("CREATEROLE CREATEDB NOINHERIT", "INHERIT")]
    public async Task A_missing_right_is_named_and_what_was_made_is_taken_back(string rights, string missing)
    {
        var user = $"lacks \"{missing}\"";
        var quoted = $"\"{user.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        await Server.ExecuteAsync($"CREATE ROLE {quoted} LOGIN PASSWORD 'pass-word' {rights}");
        var plan = Plan with { UserName = user, Password = new SecretValue("pass-word") };
        var tenant = NewTenant();

        var finding = Assert.Single((await Provisioner.CheckAsync(plan, Cancellation)).Failures);
        Assert.Equal(missing, finding.Subject);
        Assert.Contains($"ALTER ROLE {quoted} {missing}", finding.Failure!.Remedy, StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains(user, failure.Problem, StringComparison.Ordinal);
        if (missing != "INHERIT")
        {
            Assert.Empty(await TracesAsync(tenant));
        }

        await Server.ExecuteAsync($"ALTER ROLE {quoted} CREATEROLE CREATEDB INHERIT");
        Assert.True((await Provisioner.CheckAsync(plan, Cancellation)).Passed);
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task A_session_that_the_account_may_not_end_delays_the_removal()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        await using (await ServerQueries.OpenAsync(Server.ConnectionString(NameOf(tenant))))
        {
            var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation));
            Assert.Equal(FailureKind.Transient, failure.Kind);
            Assert.Contains("session", failure.Problem, StringComparison.Ordinal);
        }

        await EventuallyAsync(async () => await Server.ScalarAsync<long>(
            $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{NameOf(tenant)}'") == 0);
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task Objects_outside_of_the_own_database_keep_the_role_and_say_so()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await Server.ExecuteAsync($"CREATE SCHEMA \"{tenant.Id}\" AUTHORIZATION \"{NameOf(tenant)}\"");

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.DeprovisionAsync(Plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains("depend", failure.Problem, StringComparison.Ordinal);

        await Server.ExecuteAsync($"DROP SCHEMA \"{tenant.Id}\"");
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    private async Task<ProvisioningException> FailAsync(PostgresPlan plan, FailureKind kind, string subject)
    {
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(plan, NewTenant(), Cancellation));
        Assert.Equal(kind, failure.Kind);

        CheckReport report = await Provisioner.CheckAsync(plan, Cancellation);
        Assert.Equal(subject, Assert.Single(report.Failures).Subject);
        Assert.Equal(failure.Message, report.Findings[^1].Failure!.Message);
        return failure;
    }
}
