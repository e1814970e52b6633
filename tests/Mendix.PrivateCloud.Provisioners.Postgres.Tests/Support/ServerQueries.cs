using Mendix.PrivateCloud.Testing.Postgres;
using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;

/// <summary>Looks at the server as its superuser, past the code under test.</summary>
internal static class ServerQueries
{
    public static async Task ExecuteAsync(this PostgresServer server, string sql, string database = "postgres")
    {
        await using var connection = await OpenAsync(server.ConnectionString(database));
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T?> ScalarAsync<T>(this PostgresServer server, string sql)
    {
        await using var connection = await OpenAsync(server.ConnectionString());
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>All that a tenant could leave on the server, one line each, with names like <paramref name="like"/>.</summary>
    public static async Task<IReadOnlyList<string>> TracesAsync(this PostgresServer server, string like)
    {
        await using var connection = await OpenAsync(server.ConnectionString());
        await using var command = new NpgsqlCommand("""
            WITH ours AS (SELECT oid, rolname, rolcanlogin, rolconfig FROM pg_roles WHERE rolname LIKE $1),
                 dbs AS (SELECT oid, datname, datdba, datacl, datallowconn, datconnlimit FROM pg_database WHERE datname LIKE $1)
            SELECT 'role ' || rolname || ' login=' || rolcanlogin || ' ' || coalesce(array_to_string(rolconfig, ','), '') FROM ours
            UNION ALL SELECT 'database ' || datname || ' owner=' || pg_get_userbyid(datdba) || ' acl=' || coalesce(datacl::text, '') || datallowconn || datconnlimit FROM dbs
            UNION ALL SELECT 'comment ' || description FROM pg_shdescription WHERE objoid IN (SELECT oid FROM ours UNION SELECT oid FROM dbs)
            UNION ALL SELECT 'member ' || pg_get_userbyid(member) || ' of ' || pg_get_userbyid(roleid) FROM pg_auth_members
                       WHERE roleid IN (SELECT oid FROM ours) OR member IN (SELECT oid FROM ours)
            ORDER BY 1
            """, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = like });
        var traces = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            traces.Add(reader.GetString(0));
        }

        return traces;
    }

    /// <summary>Everything that databases share, by name: whatever is left behind shows here.</summary>
    public static Task<string?> CensusAsync(this PostgresServer server) => server.ScalarAsync<string>("""
        SELECT string_agg(line, chr(10) ORDER BY line) FROM (
            SELECT 'role ' || rolname FROM pg_roles
            UNION ALL SELECT 'database ' || datname || coalesce(datacl::text, '') FROM pg_database
            UNION ALL SELECT 'comment ' || objoid || ' ' || description FROM pg_shdescription
            UNION ALL SELECT 'member ' || member || ' of ' || roleid FROM pg_auth_members
            UNION ALL SELECT 'setting ' || setrole || array_to_string(setconfig, ',') FROM pg_db_role_setting
            UNION ALL SELECT 'dependency ' || refobjid || ' ' || deptype::text FROM pg_shdepend) AS everything (line)
        """);
}
