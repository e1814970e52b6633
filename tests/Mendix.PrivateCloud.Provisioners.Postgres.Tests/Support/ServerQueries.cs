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

    /// <summary>The rows of a query with one column.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(this PostgresServer server, string query, params IReadOnlyList<object> parameters)
    {
        await using var connection = await OpenAsync(server.ConnectionString());
        await using var command = new NpgsqlCommand(query, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    /// <summary>All that a tenant could leave on the server, one line each, with names like <paramref name="like"/>.</summary>
    public static Task<IReadOnlyList<string>> TracesAsync(this PostgresServer server, string like) => server.LinesAsync(
        """
            WITH ours AS (SELECT oid, rolname, rolcanlogin, rolconfig FROM pg_roles WHERE rolname LIKE $1),
                 dbs AS (SELECT oid, datname, datdba, datacl, datallowconn, datconnlimit FROM pg_database WHERE datname LIKE $1)
            SELECT 'role ' || rolname || ' login=' || rolcanlogin || ' ' || coalesce(array_to_string(rolconfig, ','), '') FROM ours
            UNION ALL SELECT 'database ' || datname || ' owner=' || pg_get_userbyid(datdba) || ' acl=' || coalesce(datacl::text, '') || datallowconn || datconnlimit FROM dbs
            UNION ALL SELECT 'comment ' || description FROM pg_shdescription WHERE objoid IN (SELECT oid FROM ours UNION SELECT oid FROM dbs)
            UNION ALL SELECT 'member ' || pg_get_userbyid(member) || ' of ' || pg_get_userbyid(roleid) FROM pg_auth_members
                       WHERE roleid IN (SELECT oid FROM ours) OR member IN (SELECT oid FROM ours)
            ORDER BY 1
            """, like);

    /// <summary>Everything that databases share, one line each, by names: whatever is left behind shows here.</summary>
    public static Task<IReadOnlyList<string>> CensusAsync(this PostgresServer server) => server.LinesAsync("""
        WITH shared (oid, class, name) AS (
            SELECT oid, 'pg_authid'::regclass, 'role ' || rolname FROM pg_roles
            UNION ALL SELECT oid, 'pg_database'::regclass, 'database ' || datname FROM pg_database)
        SELECT 'role ' || rolname || ' login=' || rolcanlogin FROM pg_roles
        UNION ALL SELECT 'database ' || datname || ' owner=' || pg_get_userbyid(datdba) || ' acl=' || coalesce(datacl::text, '')
                         || ' connections=' || datallowconn || datconnlimit FROM pg_database
        UNION ALL SELECT 'comment on ' || name || ': ' || description FROM pg_shdescription JOIN shared ON oid = objoid AND class = classoid
        UNION ALL SELECT 'member ' || pg_get_userbyid(member) || ' of ' || pg_get_userbyid(roleid) || ' by ' || pg_get_userbyid(grantor) FROM pg_auth_members
        UNION ALL SELECT 'setting of role ' || pg_get_userbyid(setrole) || ': ' || array_to_string(setconfig, ',') FROM pg_db_role_setting
        UNION ALL SELECT 'dependency of ' || coalesce(of.name, classid::regclass::text) || ' on ' || coalesce(on_.name, refclassid::regclass::text) || ' ' || deptype::text
                    FROM pg_shdepend LEFT JOIN shared of ON of.oid = objid AND of.class = classid AND dbid = 0
                    LEFT JOIN shared on_ ON on_.oid = refobjid AND on_.class = refclassid WHERE dbid = 0
        ORDER BY 1
        """);
}
