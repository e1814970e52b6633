using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>
/// What the conformance kit has to know of SQL Server. The plan's account holds the documented rights and no more; the
/// stand-in gives way to a real server as in <see cref="SqlServerFixture"/>.
/// </summary>
public abstract class ConformanceFixtureBase : ConformanceFixture
{
    private static readonly string Account = $"mendix-kit-{SqlServerFixture.Run}";

    private readonly bool _isAzure;
    private readonly SqlServerStandIn _standIn;
    private readonly string[] _rights;
    private TestServer _server;

    protected ConformanceFixtureBase(bool isAzure)
    {
        _isAzure = isAzure;
        _rights = isAzure ? ["dbmanager", "loginmanager"] : ["dbcreator", "securityadmin"];
        _standIn = SqlServerStandIn.Start(isAzure);
        _server = SqlServerFixture.Of(_standIn, isAzure);
        Exempt("a database without its environment is of no use; plans of databases have no field preventDataDeletion.", ConformanceTopic.Retention);
    }

    public override PlanValues Plan => new(
        new JsonObject
        {
            ["host"] = _server.Host,
            ["port"] = _server.Port,
            ["userName"] = Account,
            ["isAzureSql"] = _isAzure,
            ["edition"] = _isAzure ? "Basic" : null,
        },
        new Dictionary<string, SecretValue> { ["password"] = new(SqlServerFixture.AccountPassword) });

    public override PlanValues WrongCredentials => Plan.WithSecret("password", "wrong-Pa55word");

    public override PlanValues Unreachable => Plan.With("port", FreePort());

    public override IReadOnlyList<LackingRight> LackingRights =>
    [
        new(_isAzure ? "dbmanager" : "CREATE ANY DATABASE", Lacking(_rights[0])),
        new(_isAzure ? "loginmanager" : "ALTER ANY LOGIN", Lacking(_rights[1])),
    ];

    public override IReadOnlyList<BadPlan> BadPlans =>
    [
        new("host", Plan.With("host", "SQLSRV01")),
        _isAzure ? new("serviceObjective", Plan.With("serviceObjective", "P1")) : new("edition", Plan.With("edition", "Basic")),
        _isAzure ? new("maximumSize", Plan.With("maximumSize", "1 GB; DROP DATABASE master")) : new("elasticPool", Plan.With("elasticPool", "apps")),
    ];

    public override void Register(IPrivateCloudBuilder builder) => builder.AddSqlServer(options => options.ConnectTimeout = TimeSpan.FromSeconds(2));

    public override async ValueTask InitializeAsync()
    {
        if (await SqlServerFixture.RealAsync() is { } real && real.IsAzure == _isAzure)
        {
            _server = real;
        }

        await MakeAccountAsync(Account, _rights);
        foreach (var right in _rights)
        {
            await MakeAccountAsync($"{Account}-without-{right}", [.. _rights.Where(each => each != right)]);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        await DropOwnDatabasesAsync();
        foreach (var name in _rights.Select(right => $"{Account}-without-{right}").Append(Account))
        {
            await DropAccountAsync(name);
        }

        await _standIn.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public override Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) => _server.TracesAsync("mendix_");

    public override async Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(settings, cancellationToken);
        await ExecuteAsync("IF OBJECT_ID(N'dbo.kit') IS NULL CREATE TABLE [dbo].[kit] ([name] nvarchar(200), [content] nvarchar(4000))");
        await ExecuteAsync("DELETE FROM [dbo].[kit] WHERE [name] = @key");
        await ExecuteAsync("INSERT INTO [dbo].[kit] VALUES (@key, @value)");

        async Task ExecuteAsync(string statement)
        {
            await using var command = new SqlCommand(statement, connection);
            command.Parameters.AddWithValue("@key", key);
            command.Parameters.AddWithValue("@value", value);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public override async Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(settings, cancellationToken);
        if (await connection.ScalarAsync<int>("SELECT OBJECT_ID(N'dbo.kit')") == 0)
        {
            return null;
        }

        await using var command = new SqlCommand("SELECT [content] FROM [dbo].[kit] WHERE [name] = @key", connection);
        command.Parameters.AddWithValue("@key", key);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    public override async Task<IAsyncDisposable> HoldSessionAsync(RuntimeSettings settings, CancellationToken cancellationToken) =>
        await OpenAsync(settings, cancellationToken);

    public override async Task<IReadOnlyList<string>> TrespassAsync(RuntimeSettings own, RuntimeSettings other, CancellationToken cancellationToken)
    {
        var done = new List<string>();
        await TryAsync("logged in to the other database", async () =>
        {
            await using var connection = await ServerQueries.OpenAsync(ConnectionString(own, other["DatabaseName"]));
        });
        await using var inside = await OpenAsync(own, cancellationToken);
        var (database, login) = ($"[{other["DatabaseName"]}]", $"[{other["DatabaseUserName"]}]");
        foreach (var attempt in new[]
        {
            $"USE {database}", $"SELECT [content] FROM {database}.[dbo].[kit]", $"DELETE FROM {database}.[dbo].[kit]",
            $"CREATE TABLE {database}.[dbo].[theirs] (i int)", $"DROP DATABASE {database}", $"ALTER DATABASE {database} SET ALLOW_SNAPSHOT_ISOLATION OFF",
            $"ALTER LOGIN {login} WITH PASSWORD = N'Stolen-Pa55word'", $"ALTER LOGIN {login} DISABLE", $"DROP LOGIN {login}",
        })
        {
            await TryAsync(attempt, () => inside.ExecuteAsync(attempt));
        }

        return done;

        async Task TryAsync(string what, Func<Task> attempt)
        {
            try
            {
                await attempt();
                done.Add(what);
            }
            catch (SqlException)
            {
                // As it should be.
            }
        }
    }

    public override IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant)
    {
        var name = TenantName.For(tenant, 61);
        return [Login($"{name}_a"), Login($"{name}_b"), Foreign("database", name, $"CREATE DATABASE [{name}]")];

        ForeignThing Login(string login) => Foreign("login", login, $"CREATE LOGIN [{login}] WITH PASSWORD = N'Foreign-Pa55word'");

        ForeignThing Foreign(string kind, string thing, string statement) => new(
            $"{kind} {thing}", _ => _server.ExecuteAsync(statement), _ => _server.ExecuteAsync($"DROP {kind.ToUpperInvariant()} [{thing}]"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private PlanValues Lacking(string right) => Plan.With("userName", $"{Account}-without-{right}");

    private string ConnectionString(RuntimeSettings settings, string? database) =>
        _server.ConnectionString(database, settings["DatabaseUserName"], settings["DatabasePassword"]);

    private async Task<SqlConnection> OpenAsync(RuntimeSettings settings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await ServerQueries.OpenAsync(ConnectionString(settings, settings["DatabaseName"]));
    }

    private async Task MakeAccountAsync(string name, string[] rights)
    {
        await _server.ExecuteAsync($"CREATE LOGIN [{name}] WITH PASSWORD = N'{SqlServerFixture.AccountPassword}'");
        await _server.ExecuteAsync(_isAzure
            ? string.Join("; ", [$"CREATE USER [{name}] FOR LOGIN [{name}]", .. rights.Select(right => $"ALTER ROLE [{right}] ADD MEMBER [{name}]")])
            : string.Join("; ", rights.Select(right => $"ALTER SERVER ROLE [{right}] ADD MEMBER [{name}]")));
    }

    // The account is of this run alone, so whatever it owns is what a test that failed has left.
    private async Task DropOwnDatabasesAsync()
    {
        foreach (var name in await _server.RowsAsync($"SELECT name FROM sys.databases WHERE owner_sid = SUSER_SID(N'{Account}')"))
        {
            await _server.DropTenantAsync(name);
        }
    }

    private async Task DropAccountAsync(string name)
    {
        if (_isAzure && await _server.ScalarAsync<int>($"SELECT COUNT(*) FROM sys.database_principals WHERE name = N'{name}'") > 0)
        {
            await _server.ExecuteAsync($"DROP USER [{name}]");
        }

        await _server.DropLoginAsync(name);
    }
}
