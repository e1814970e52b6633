using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support.JdbcFixture))]

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support;

/// <summary>A database that somebody else made, on a real PostgreSQL server, for the conformance kit.</summary>
public sealed class JdbcFixture : ConformanceFixture
{
    private const string Password = "crm-Pa55word";

    private PostgresServer? _server;

    public JdbcFixture()
    {
        Exempt("It passes settings on and makes nothing: the database and its account are somebody else's.",
            ConformanceTopic.Effects, ConformanceTopic.ForeignThings, ConformanceTopic.Rights, ConformanceTopic.Rotation, ConformanceTopic.Retention);
        Exempt("It never logs in: that takes a JDBC driver. Its check says so.", ConformanceTopic.Credentials);
        Exempt("Provisioning opens no connection, so an unreachable server is found by the check alone, which CheckTests try.", ConformanceTopic.Reachability);
        Exempt("A plan serves one environment at a time.", ConformanceTopic.Sharing, ConformanceTopic.Isolation);
    }

    public override string? SkipReason => PostgresBinaries.SkipReason;

    public override PlanValues Plan => PlanValues.Empty
        .With("databaseType", "PostgreSQL")
        .With("jdbcUrl", $"jdbc:postgresql://{Address}/crm")
        .With("userName", "crm")
        .WithSecret("password", Password);

    public override IReadOnlyList<BadPlan> BadPlans =>
    [
        new("databaseType", Plan.With("databaseType", "postgres")),
        new("host", Plan.With("host", "other.example.com")),
        new("databaseName", Plan.With("databaseName", "other")),
        new("jdbcUrl", Plan.With("jdbcUrl", $"jdbc:postgresql://crm:{Password}@{Address}/crm")),
        new("jdbcUrl", Plan.With("jdbcUrl", $"jdbc:sqlserver://{Address};databaseName=crm")),
        new("userName", Plan.Without("userName")),
        new("password", Plan.Without("jdbcUrl").Without("password")),
    ];

    private string Address => $"{_server!.Host}:{_server.Port}";

    public override void Register(IPrivateCloudBuilder builder) => builder.AddJdbc();

    public override async ValueTask InitializeAsync()
    {
        if (SkipReason is not null)
        {
            return;
        }

        _server = await PostgresServer.StartAsync();
        await ExecuteAsync(_server.ConnectionString(), $"CREATE ROLE crm LOGIN PASSWORD '{Password}'");
        await ExecuteAsync(_server.ConnectionString(), "CREATE DATABASE crm OWNER crm");
        await ExecuteAsync(_server.ConnectionString("crm", "crm", Password), "CREATE TABLE content (key text PRIMARY KEY, value text)");
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    public override async Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_server!.ConnectionString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT 'database ' || datname || ' ' || coalesce(datacl::text, '') FROM pg_database UNION SELECT 'role ' || rolname FROM pg_roles ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    public override Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken) => ExecuteAsync(
        ConnectionString(settings), "INSERT INTO content VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", cancellationToken, key, value);

    public override async Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken) =>
        (string?)await ExecuteAsync(ConnectionString(settings), "SELECT value FROM content WHERE key = $1", cancellationToken, key);

    public override async Task<IAsyncDisposable> HoldSessionAsync(RuntimeSettings settings, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(ConnectionString(settings));
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    // From the settings alone, as the runtime would.
    private static string ConnectionString(RuntimeSettings settings)
    {
        var host = settings["DatabaseHost"]!.Split(':');
        return $"Host={host[0]};Port={host[1]};Database={settings["DatabaseName"]};Username={settings["DatabaseUserName"]};" +
            $"Password={settings["DatabasePassword"]};Pooling=false";
    }

    private static async Task<object?> ExecuteAsync(
        string connectionString, string sql, CancellationToken cancellationToken = default, params string[] parameters)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
        }

        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
