using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>A provisioner from a plain container, against the servers of the fixture.</summary>
public abstract class SqlServerTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    protected SqlServerTest(SqlServerFixture fixture)
    {
        Fixture = fixture;
        _services = Compose(_ => { });
        Provisioner = _services.GetRequiredService<IStorageProvisioners>().Get("sqlserver");
    }

    /// <summary>Which server, and as whom: the administrator or the account with no more than the documented rights.</summary>
    public static TheoryData<bool, bool> ServersAndAccounts { get; } = new() { { false, false }, { false, true }, { true, false }, { true, true } };

    internal RecordingLogger Log { get; } = new();

    /// <summary>Waits on a real server only; the stand-in changes nothing by waiting.</summary>
    internal HastyTimeProvider Time { get; } = new();

    protected SqlServerFixture Fixture { get; }

    protected TestServer Server => Fixture.Server;

    protected IStorageProvisioner Provisioner { get; }

    protected ITenantPreviewer Previewer => (ITenantPreviewer)Provisioner;

    protected ICredentialRotator Rotator => (ICredentialRotator)Provisioner;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected SqlServerPlan Plan => PlanOf(Server);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _services.DisposeAsync();
    }

    protected static SqlServerPlan PlanOf(TestServer server) => new()
    {
        Host = server.Host,
        Port = server.Port,
        UserName = server.UserName,
        Password = new SecretValue(server.Password),
        IsAzureSql = server.IsAzure,
        // What costs least, should it be real.
        Edition = server.IsAzure ? "Basic" : null,
    };

    protected Tenant NewTenant(string environment = "crm", string @namespace = "apps")
    {
        var tenant = new Tenant(@namespace, environment, Guid.NewGuid().ToString());
        Fixture.Expect(NameOf(tenant));
        return tenant;
    }

    protected static string NameOf(Tenant tenant) => TenantName.For(tenant, 61);

    protected (TestServer Server, SqlServerPlan Plan) On(bool azure, bool limited = false)
    {
        var server = azure ? Fixture.Azure : Fixture.Server;
        if (limited && server is { IsReal: true, IsAzure: true })
        {
            Assert.Skip("On a real Azure server, a new member of dbmanager waits minutes for its rights.");
        }

        var plan = PlanOf(server);
        return (server, limited ? plan with { UserName = SqlServerFixture.LimitedUser, Password = new SecretValue(SqlServerFixture.AccountPassword) } : plan);
    }

    protected ServiceProvider Compose(Action<SqlServerOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log.AsProvider()).SetMinimumLevel(LogLevel.Trace));
        services.AddSingleton<TimeProvider>(Fixture.Server.IsReal || Fixture.Azure.IsReal ? TimeProvider.System : Time);
        services.AddPrivateCloud().AddSqlServer(configure);
        return services.BuildServiceProvider();
    }

    protected static Task<IReadOnlyList<string>> TracesAsync(TestServer server, Tenant tenant) => server.TracesAsync(NameOf(tenant));

    /// <summary>The connection string an application would use.</summary>
    protected static string ConnectionString(TestServer server, RuntimeSettings settings, string? database = null) =>
        server.ConnectionString(database ?? settings["DatabaseName"], settings["DatabaseUserName"], settings["DatabasePassword"]);

    /// <summary>Names and ids of a tenant replaced, so that two tenants can be compared. SIDs follow from the id.</summary>
    protected static List<string> Anonymous(IEnumerable<string> traces, Tenant tenant) =>
    [.. traces.Select(trace => System.Text.RegularExpressions.Regex.Replace(trace, "[0-9A-F]{32,64}", "SID")
            .Replace(NameOf(tenant), "NAME", StringComparison.Ordinal).Replace(tenant.Id, "ID", StringComparison.Ordinal))];
}
