using Mendix.PrivateCloud.Provisioners.Postgres;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mendix.PrivateCloud.SystemBench.Storage.Cases;

internal sealed class PostgresCase : StorageCase
{
    private const string Look = """
        SELECT d.datname, pg_catalog.shobj_description(d.oid, 'pg_database'), pg_catalog.pg_get_userbyid(d.datdba),
               EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) WHERE grantee = 0),
               r.rolname, pg_catalog.shobj_description(r.oid, 'pg_authid'), r.rolconfig,
               ARRAY(SELECT pg_catalog.pg_get_userbyid(m.roleid)::text FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid)
          FROM pg_catalog.pg_roles me
          LEFT JOIN pg_catalog.pg_database d ON d.datname = $1
          LEFT JOIN pg_catalog.pg_roles r ON r.rolname = ANY ($2)
         WHERE me.rolname = current_user
        """;

    private PostgresServer? _server;
    private NpgsqlDataSource? _source;
    private PostgresPlan? _plan;

    public override string Type => "postgres";

    public override string Server => "PostgreSQL, Npgsql";

    public override object Plan => _plan!;

    public override int ConnectionBudget => new PostgresOptions().MaxPoolSize;

    public override async Task<string?> StartAsync()
    {
        if (PostgresBinaries.SkipReason is { } reason)
        {
            return reason;
        }

        _server = await PostgresServer.StartAsync();
        _plan = new PostgresPlan { Host = _server.Host, Port = _server.Port, UserName = _server.UserName, Password = new SecretValue(_server.Password) };
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
        {
            Host = _server.Host,
            Port = _server.Port,
            Username = _server.UserName,
            Password = _server.Password,
            Database = "postgres",
            NoResetOnClose = true,
        });
        return null;
    }

    public override void Register(IPrivateCloudBuilder builder) => builder.AddPostgres();

    public override async Task ProvisionByHandAsync(Tenant tenant)
    {
        var (name, mark) = (TenantName.For(tenant, 61), TenantMark.Of(tenant));
        await LookAsync(name);
        await ExecuteAsync($"CREATE ROLE \"{name}\" NOLOGIN", $"COMMENT ON ROLE \"{name}\" IS '{mark}'");
        await ExecuteAsync(
            $"CREATE ROLE \"{name}_a\" LOGIN PASSWORD '{SecretValue.Random().Reveal()}' IN ROLE \"{name}\"",
            $"COMMENT ON ROLE \"{name}_a\" IS '{mark}'",
            $"ALTER ROLE \"{name}_a\" SET role TO \"{name}\"");
        await ExecuteAsync($"CREATE DATABASE \"{name}\" OWNER \"{name}\" TEMPLATE template0 ENCODING 'UTF8'");
        await ExecuteAsync($"COMMENT ON DATABASE \"{name}\" IS '{mark}'", $"REVOKE ALL ON DATABASE \"{name}\" FROM PUBLIC");
    }

    public override async Task DeprovisionByHandAsync(Tenant tenant)
    {
        var name = TenantName.For(tenant, 61);
        await LookAsync(name);
        await ExecuteAsync($"DROP DATABASE \"{name}\" WITH (FORCE)");
        await LookAsync(name);
        await ExecuteAsync($"DROP ROLE \"{name}_a\"");
        await LookAsync(name);
        await ExecuteAsync($"DROP ROLE \"{name}\"");
    }

    public override async Task<int> CountConnectionsAsync()
    {
        await using var command = _source!.CreateCommand("SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'mendix-private-cloud'");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task LookAsync(string name)
    {
        await using var command = _source!.CreateCommand(Look);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        command.Parameters.Add(new NpgsqlParameter { Value = new[] { name, $"{name}_a", $"{name}_b" } });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
        }
    }

    private async Task ExecuteAsync(params string[] statements)
    {
        await using var batch = _source!.CreateBatch();
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }

        await batch.ExecuteNonQueryAsync();
    }
}
