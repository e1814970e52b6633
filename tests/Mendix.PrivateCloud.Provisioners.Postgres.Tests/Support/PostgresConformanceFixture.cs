using System.Net;
using System.Net.Sockets;
using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support.SuperuserFixture))]
[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support.LimitedAccountFixture))]

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;

/// <summary>A server of its own, because the kit compares all of it.</summary>
public abstract class PostgresConformanceFixture : ConformanceFixture
{
    private const string LackingPassword = "lacking-Pa55word";

    private PostgresServer? _server;

    protected PostgresConformanceFixture() => Exempt("A database goes with its environment; the original has no such field either.", ConformanceTopic.Retention);

    public override string? SkipReason => PostgresBinaries.SkipReason;

    public override PlanValues Plan => PlanValues.Empty
        .With("host", Server.Host).With("port", Server.Port).With("userName", UserName).WithSecret("password", Password);

    public override PlanValues WrongCredentials => Plan.WithSecret("password", "not-the-Pa55word");

    public override PlanValues Unreachable => Plan.With("port", ClosedPort());

    public override IReadOnlyList<LackingRight> LackingRights =>
        [.. Rights.Keys.Select(right => new LackingRight(right, Plan.With("userName", $"lacks {right}").WithSecret("password", LackingPassword)))];

    public override IReadOnlyList<BadPlan> BadPlans => [new("host", Plan.With("host", "a,b")), new("host", Plan.With("host", "db:5433"))];

    protected abstract string UserName { get; }

    protected abstract string Password { get; }

    protected PostgresServer Server => _server ?? throw new InvalidOperationException("The server was not started.");

    private static Dictionary<string, string> Rights { get; } = new()
    {
        ["CREATEDB"] = "CREATEROLE NOCREATEDB",
        ["CREATEROLE"] = "NOCREATEROLE CREATEDB",
        ["INHERIT"] = "CREATEROLE CREATEDB NOINHERIT",
    };

    public override async ValueTask InitializeAsync()
    {
        if (SkipReason is not null)
        {
            return;
        }

        _server = await PostgresServer.StartAsync();
        foreach (var (right, others) in Rights)
        {
            await _server.ExecuteAsync($"CREATE ROLE \"lacks {right}\" LOGIN PASSWORD '{LackingPassword}' {others}");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    public override void Register(IPrivateCloudBuilder builder) => builder.AddPostgres();

    public override Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) => Server.CensusAsync();

    public override async Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken)
    {
        await using var connection = await ServerQueries.OpenAsync(ConnectionString(settings));
        await using var command = new NpgsqlCommand(
            "CREATE TABLE IF NOT EXISTS notes (key text PRIMARY KEY, value text); INSERT INTO notes VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = @value",
            connection)
        { Parameters = { new("key", key), new("value", value) } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken)
    {
        await using var connection = await ServerQueries.OpenAsync(ConnectionString(settings));
        await using var exists = new NpgsqlCommand("SELECT to_regclass('notes') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is false)
        {
            return null;
        }

        await using var command = new NpgsqlCommand("SELECT value FROM notes WHERE key = @key", connection) { Parameters = { new("key", key) } };
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public override async Task<IAsyncDisposable> HoldSessionAsync(RuntimeSettings settings, CancellationToken cancellationToken) =>
        await ServerQueries.OpenAsync(ConnectionString(settings));

    public override async Task<IReadOnlyList<string>> TrespassAsync(RuntimeSettings own, RuntimeSettings other, CancellationToken cancellationToken)
    {
        var (database, login) = (other["DatabaseName"], other["DatabaseUserName"]);
        var done = new List<string>();
        await TryAsync("entering the database", own, database!, "SELECT 1");
        foreach (var statement in new[]
                 {
                     $"DROP DATABASE \"{database}\"", $"ALTER DATABASE \"{database}\" ALLOW_CONNECTIONS false", $"SET ROLE \"{database}\"", $"SET ROLE \"{login}\"",
                     $"ALTER ROLE \"{login}\" PASSWORD 'taken'", $"GRANT \"{database}\" TO CURRENT_USER", "CREATE ROLE intruder", "CREATE DATABASE intruder",
                 })
        {
            await TryAsync(statement, own, own["DatabaseName"]!, statement);
        }

        return done;

        async Task TryAsync(string what, RuntimeSettings settings, string into, string statement)
        {
            try
            {
                await using var connection = await ServerQueries.OpenAsync(ConnectionString(settings, into));
                await using var command = new NpgsqlCommand(statement, connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
                done.Add(what);
            }
            catch (PostgresException)
            {
                // Refused, as it should be.
            }
        }
    }

    public override IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant)
    {
        var name = TenantName.For(tenant, 61);
        return
        [
            Foreign($"role {name}", $"CREATE ROLE \"{name}\"", $"DROP ROLE IF EXISTS \"{name}\""),
            Foreign($"login {name}_a", $"CREATE ROLE \"{name}_a\" LOGIN", $"DROP ROLE IF EXISTS \"{name}_a\""),
            Foreign($"login {name}_b", $"CREATE ROLE \"{name}_b\" LOGIN", $"DROP ROLE IF EXISTS \"{name}_b\""),
            Foreign($"database {name}", $"CREATE DATABASE \"{name}\"", $"DROP DATABASE IF EXISTS \"{name}\""),
        ];
    }

    private ForeignThing Foreign(string name, string plant, string remove) => new(name, _ => Server.ExecuteAsync(plant), _ => Server.ExecuteAsync(remove));

    private string ConnectionString(RuntimeSettings settings, string? database = null) =>
        Server.ConnectionString(database ?? settings["DatabaseName"]!, settings["DatabaseUserName"], settings["DatabasePassword"]);

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The plan's account is a superuser.</summary>
public sealed class SuperuserFixture : PostgresConformanceFixture
{
    protected override string UserName => Server.UserName;

    protected override string Password => Server.Password;
}

/// <summary>The plan's account has CREATEROLE and CREATEDB, as the README asks for, and no more.</summary>
public sealed class LimitedAccountFixture : PostgresConformanceFixture
{
    protected override string UserName => PostgresFixture.LimitedUser;

    protected override string Password => PostgresFixture.LimitedPassword;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (SkipReason is null)
        {
            await Server.ExecuteAsync($"CREATE ROLE {UserName} LOGIN CREATEROLE CREATEDB PASSWORD '{Password}'");
        }
    }
}
