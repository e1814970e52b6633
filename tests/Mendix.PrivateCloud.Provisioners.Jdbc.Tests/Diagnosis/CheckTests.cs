using System.Net;
using System.Net.Sockets;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Testing.Time;
using static Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support.JdbcCase;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Diagnosis;

public sealed class CheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_it_looked_at_and_what_it_could_not()
    {
        using var server = Server();
        var report = await CheckAsync(new JdbcPlan { DatabaseType = "PostgreSQL", JdbcUrl = $"jdbc:postgresql://{server.LocalEndpoint}/crm" });

        Assert.True(report.Passed);
        Assert.Equal(
            """
            form of the URL: passed
            agreement of the fields: passed
            reachable: passed
            credentials: not checked. The plan holds no password. Only the runtime's JDBC driver can log in: what is wrong shows when the app starts.
            database: not checked. Only the runtime's JDBC driver can log in: what is wrong shows when the app starts.
            rights: not checked. Only the runtime's JDBC driver can log in: what is wrong shows when the app starts.
            """,
            report.ToString());
    }

    [Fact]
    public async Task A_wrong_plan_is_told_by_its_fields()
    {
        var report = await CheckAsync(new JdbcPlan { DatabaseType = "PostgreSQL", JdbcUrl = "jdbc:postgresql://db" });
        Assert.Equal("field jdbcUrl", Assert.Single(report.Findings).Subject);
    }

    [Fact]
    public async Task A_server_that_refuses_is_told_and_may_be_tried_again()
    {
        var server = Server();
        var address = server.LocalEndpoint.ToString()!;
        server.Dispose();

        var failure = Assert.Single((await CheckAsync(Postgres(address))).Failures).Failure!;
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.StartsWith($"The server {address} could not be reached", failure.Message);
    }

    [Fact]
    public async Task A_host_that_DNS_does_not_know_is_told()
    {
        var failure = Assert.Single((await CheckAsync(Postgres("db.invalid:5432"))).Failures).Failure!;
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.StartsWith("The host name 'db.invalid' could not be resolved.", failure.Message);
    }

    [Fact]
    public async Task One_host_of_several_is_enough()
    {
        using var server = Server();
        var gone = Server();
        var address = gone.LocalEndpoint;
        gone.Dispose();
        Assert.True((await CheckAsync(new JdbcPlan { DatabaseType = "PostgreSQL", JdbcUrl = $"jdbc:postgresql://{address},{server.LocalEndpoint}/crm" })).Passed);
    }

    [Fact]
    public async Task A_server_that_never_answers_ends_with_the_time_limit()
    {
        // A full queue: the kernel drops what asks further.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(0);
        using var filling = new TcpClient();
        await filling.ConnectAsync((IPEndPoint)silent.LocalEndPoint!, Cancellation);

        var time = new VirtualTimeProvider();
        var jdbc = Provisioner(options => options.ConnectTimeout = TimeSpan.FromSeconds(30), time);
        var check = jdbc.CheckAsync(Postgres(silent.LocalEndPoint!.ToString()!), Cancellation);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(check.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var failure = Assert.Single((await check).Failures).Failure!;
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Contains("did not answer within 30 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_the_check_is_no_finding()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Provisioner().CheckAsync(Postgres("127.0.0.1:1"), cancelled.Token));
    }

    [Theory]
    [InlineData("SQLSERVER", @"jdbc:sqlserver://db\sales;databaseName=crm", "The plan names no port, and the driver asks the server for it.")]
    [InlineData("ORACLE", "jdbc:oracle:thin:@crm", "The URL holds a name, which only the driver can look up.")]
    public async Task Where_the_driver_alone_finds_the_server_nothing_is_tried(string type, string url, string reason) =>
        Assert.Contains(
            $"reachable: not checked. {reason}", (await CheckAsync(new JdbcPlan { DatabaseType = type, JdbcUrl = url })).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task A_database_inside_the_runtime_has_its_own_warning() =>
        Assert.Contains(
            "replicas: not checked. Each replica has a database of its own",
            (await CheckAsync(new JdbcPlan { DatabaseType = "HSQLDB", DatabaseName = "default" })).ToString(),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_host_that_cannot_reach_the_servers_does_not_try()
    {
        var report = await Provisioner(options => options.CheckReachable = false).CheckAsync(Postgres("db.invalid"), Cancellation);
        Assert.True(report.Passed);
        Assert.Contains("reachable", report.NotChecked.Select(finding => finding.Subject));
    }

    private static Task<CheckReport> CheckAsync(JdbcPlan plan) => Provisioner().CheckAsync(plan, Cancellation);

    private static JdbcPlan Postgres(string host) =>
        new() { DatabaseType = "PostgreSQL", Host = host, DatabaseName = "crm", UserName = "crm", Password = new SecretValue("canary-password") };

    private static TcpListener Server()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}
