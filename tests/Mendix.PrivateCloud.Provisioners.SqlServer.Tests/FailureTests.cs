using System.Net;
using System.Net.Sockets;
using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

/// <summary>Every failure says what it asks for, names the cause and the remedy; a check finds it beforehand.</summary>
public sealed class FailureTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task A_right_plan_passes_every_check(bool azure, bool limited)
    {
        string[] looked = azure
            ? ["reachable", "credentials", "kind of server", "SQL logins", "dbmanager", "loginmanager"]
            : ["reachable", "credentials", "kind of server", "SQL logins", "CREATE ANY DATABASE", "ALTER ANY LOGIN"];
        var report = await Provisioner.CheckAsync(On(azure, limited).Plan, Cancellation);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(looked, report.Findings.Select(finding => finding.Subject));
        Assert.Empty(report.NotChecked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wrong_password(bool azure)
    {
        var failure = await FailAsync(On(azure).Plan with { Password = new SecretValue("not-the-password") }, FailureKind.Configuration, "credentials");
        Assert.DoesNotContain("not-the-password", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("Secret", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_does_not_exist() =>
        await FailAsync(Plan with { UserName = "nobody ]known]; --" }, FailureKind.Configuration, "credentials");

    [Theory]
    [InlineData(false, "'isAzureSql' is true")]
    [InlineData(true, "'isAzureSql' is false")]
    public async Task A_plan_for_the_other_kind_of_server_is_refused_before_anything_is_made(bool azure, string words)
    {
        var failure = await FailAsync(On(azure).Plan with { IsAzureSql = !azure, Edition = null }, FailureKind.Configuration, "kind of server");
        Assert.Contains(words, failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task An_analytics_service_is_refused(int engineEdition)
    {
        await using var standIn = SqlServerStandIn.Start();
        standIn.Pretend(engineEdition);
        await FailAsync(PlanOf(SqlServerFixture.Of(standIn, isAzure: false)), FailureKind.Configuration, "kind of server");
        Assert.All(standIn.Received, statement => Assert.StartsWith("SELECT", statement.Text, StringComparison.Ordinal));
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
        var failure = await FailAsync(Plan with { Host = "sql.example.invalid" }, FailureKind.Transient, "reachable");
        Assert.Contains("'sql.example.invalid'", failure.Problem, StringComparison.Ordinal);
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
    [InlineData(false, "CREATE ANY DATABASE", "securityadmin", "ALTER SERVER ROLE [dbcreator] ADD MEMBER")]
    [InlineData(false, "ALTER ANY LOGIN", "dbcreator", "ALTER SERVER ROLE [securityadmin] ADD MEMBER")]
    [InlineData(true, "dbmanager", "loginmanager", "ALTER ROLE [dbmanager] ADD MEMBER")]
    [InlineData(true, "loginmanager", "dbmanager", "ALTER ROLE [loginmanager] ADD MEMBER")]
    public async Task A_missing_right_is_named_and_what_was_made_is_taken_back(bool azure, string missing, string held, string remedy)
    {
        const string User = "lacks ]it]";
        await using var standIn = SqlServerStandIn.Start(azure);
        standIn.AddLogin(User, "lacking-Pa55word", held);
        var server = SqlServerFixture.Of(standIn, azure);
        var plan = PlanOf(server) with { UserName = User, Password = new SecretValue("lacking-Pa55word") };
        var tenant = NewTenant();

        var finding = Assert.Single((await Provisioner.CheckAsync(plan, Cancellation)).Failures);
        Assert.Equal(missing, finding.Subject);
        Assert.Contains($"{remedy} [lacks ]]it]]]", finding.Failure!.Remedy, StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains(User, failure.Problem, StringComparison.Ordinal);
        Assert.Empty(await TracesAsync(server, tenant));
    }

    [Fact]
    public async Task A_server_without_SQL_logins_is_named()
    {
        await using var standIn = SqlServerStandIn.Start();
        var plan = PlanOf(SqlServerFixture.Of(standIn, isAzure: false));
        Assert.True((await Provisioner.CheckAsync(plan, Cancellation)).Passed);
        standIn.Pretend(onlyOtherLogins: true);
        Assert.Equal("SQL logins", Assert.Single((await Provisioner.CheckAsync(plan, Cancellation)).Failures).Subject);
    }

    [Fact]
    public async Task A_pool_of_Azure_is_said_to_be_unknown()
    {
        var report = await Provisioner.CheckAsync(On(azure: true).Plan with { Edition = null, ElasticPool = "apps" }, Cancellation);
        Assert.True(report.Passed);
        Assert.Equal("elastic pool", Assert.Single(report.NotChecked).Subject);
    }

    [Theory]
    [InlineData(40633, FailureKind.Configuration, "'edition'")]
    [InlineData(1801, FailureKind.Conflict, "")]
    [InlineData(1807, FailureKind.Transient, "")]
    [InlineData(40613, FailureKind.Transient, "")]
    [InlineData(49918, FailureKind.Transient, "")]
    [InlineData(40615, FailureKind.Configuration, "firewall")]
    [InlineData(40544, FailureKind.Configuration, "quota")]
    [InlineData(40508, FailureKind.Configuration, "'isAzureSql'")]
    [InlineData(3906, FailureKind.Transient, "primary")]
    [InlineData(448, FailureKind.Configuration, "settings")]
    [InlineData(15118, FailureKind.Configuration, "policy")]
    [InlineData(3724, FailureKind.Conflict, "replication")]
    [InlineData(99999, FailureKind.Transient, "log")]
    public async Task Errors_of_the_server_are_told_by_their_numbers(int number, FailureKind kind, string remedy)
    {
        await using var standIn = SqlServerStandIn.Start();
        var server = SqlServerFixture.Of(standIn, isAzure: false);
        var tenant = NewTenant();
        standIn.Fault = statement => statement.Text.StartsWith("CREATE DATABASE", StringComparison.Ordinal)
            ? new StatementFault(StatementFaultKind.Refuse, new SqlServerError(number, "It is as the number says.")) : null;

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(PlanOf(server), tenant, Cancellation));
        Assert.Equal(kind, failure.Kind);
        Assert.Contains($"It is as the number says ({number})", failure.Problem, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);

        // What failed for good is taken back; what may be tried again goes on from there.
        Assert.Equal(kind == FailureKind.Transient ? 1 : 0, (await TracesAsync(server, tenant)).Count);
    }

    [Theory]
    [InlineData("DROP DATABASE", 3701, true)]
    [InlineData("DECLARE @kill", 15151, false)]
    public async Task That_it_is_gone_is_found_out_by_looking(string statement, int number, bool isDatabase)
    {
        await using var standIn = SqlServerStandIn.Start();
        var server = SqlServerFixture.Of(standIn, isAzure: false);
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(PlanOf(server), tenant, Cancellation);
        standIn.Fault = received =>
        {
            if (!received.Text.StartsWith(statement, StringComparison.Ordinal))
            {
                return null;
            }

            // Somebody else is a moment faster.
            standIn.Fault = null;
            standIn.Forget(isDatabase ? NameOf(tenant) : $"{NameOf(tenant)}_a");
            return new StatementFault(StatementFaultKind.Refuse, new SqlServerError(number, "It does not exist or you do not have permission."));
        };
        await Provisioner.DeprovisionAsync(PlanOf(server), tenant, Cancellation);
        Assert.Empty(await TracesAsync(server, tenant));
    }

    [Fact]
    public async Task A_new_database_of_Azure_that_is_not_known_everywhere_yet_is_waited_for()
    {
        await using var standIn = SqlServerStandIn.Start(isAzure: true);
        var refusals = 3;
        standIn.LoginFault = database => database.StartsWith("mendix", StringComparison.Ordinal) && Interlocked.Decrement(ref refusals) >= 0
            ? new SqlServerError(40613, "Database is not currently available.", 17) : null;
        await Provisioner.ProvisionAsync(PlanOf(SqlServerFixture.Of(standIn, isAzure: true)), NewTenant(), Cancellation);
        Assert.True(refusals < 0);
        Assert.True(Time.Waited >= TimeSpan.FromMilliseconds(750));
    }

    private async Task<ProvisioningException> FailAsync(SqlServerPlan plan, FailureKind kind, string subject)
    {
        await using var services = Compose(options => options.ConnectTimeout = TimeSpan.FromSeconds(2));
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("sqlserver");
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => provisioner.ProvisionAsync(plan, NewTenant(), Cancellation));
        Assert.Equal(kind, failure.Kind);

        CheckReport report = await provisioner.CheckAsync(plan, Cancellation);
        Assert.Equal(subject, Assert.Single(report.Failures).Subject);
        Assert.Equal(failure.Message, report.Findings[^1].Failure!.Message);
        return failure;
    }
}
