using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>Looks at the server as its administrator, past the code under test.</summary>
internal static class ServerQueries
{
    // Outside of a test the fixtures clean up, also after a run that was broken off.
    private static CancellationToken Cancellation => TestContext.Current.Test is null ? CancellationToken.None : TestContext.Current.CancellationToken;

    public static async Task<SqlConnection> OpenAsync(string connectionString)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(Cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Statements, each in a batch of its own.</summary>
    public static async Task ExecuteAsync(this TestServer server, string statements, string? database = null)
    {
        await using var connection = await OpenAsync(server.ConnectionString(database));
        foreach (var statement in statements.Split("; "))
        {
            await connection.ExecuteAsync(statement);
        }
    }

    public static async Task<int> ExecuteAsync(this SqlConnection connection, string statement)
    {
        await using var command = new SqlCommand(statement, connection);
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    public static async Task<T?> ScalarAsync<T>(this TestServer server, string query, string? database = null)
    {
        await using var connection = await OpenAsync(server.ConnectionString(database));
        return await connection.ScalarAsync<T>(query);
    }

    public static async Task<T?> ScalarAsync<T>(this SqlConnection connection, string query)
    {
        await using var command = new SqlCommand(query, connection);
        return await command.ExecuteScalarAsync(Cancellation) is T value ? value : default;
    }

    public static async Task<IReadOnlyList<string>> RowsAsync(this TestServer server, string query, string? database = null)
    {
        await using var connection = await OpenAsync(server.ConnectionString(database));
        await using var command = new SqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column =>
                reader.IsDBNull(column) ? "-" : reader[column] is byte[] bytes ? Convert.ToHexString(bytes) : reader[column].ToString())));
        }

        return rows;
    }

    /// <summary>All that a tenant could leave on the server, one line each, with names that begin so.</summary>
    public static async Task<IReadOnlyList<string>> TracesAsync(this TestServer server, string prefix)
    {
        var like = $"LIKE N'{prefix.Replace("_", "[_]", StringComparison.Ordinal)}%'";
        var logins = server.IsAzure ? "sys.sql_logins" : "sys.server_principals";
        var traces = new List<string>();
        traces.AddRange((await server.RowsAsync($"SELECT name, sid, is_disabled FROM {logins} WHERE name {like}")).Select(row => $"login {row}"));
        foreach (var database in await server.RowsAsync($"SELECT name FROM sys.databases WHERE name {like}"))
        {
            traces.AddRange((await server.RowsAsync(
                "SELECT name, owner_sid, collation_name, user_access_desc, is_read_committed_snapshot_on, CAST(snapshot_isolation_state AS int) " +
                $"FROM sys.databases WHERE name = N'{database}'")).Select(row => $"database {row}"));
            traces.AddRange((await server.RowsAsync(
                "SELECT name, CAST(value AS nvarchar(4000)) FROM sys.extended_properties WHERE class = 0", database)).Select(row => $"property {row}"));
            traces.AddRange((await server.RowsAsync(
                "SELECT name, sid, IS_ROLEMEMBER(N'db_owner', name) FROM sys.database_principals WHERE principal_id > 4 AND type IN (N'S', N'U', N'E', N'X')", database))
                .Select(row => $"user {row}"));
        }

        return [.. traces.Order(StringComparer.Ordinal)];
    }

    /// <summary>Every name that databases and logins have: whatever is left behind shows here.</summary>
    public static async Task<string> CensusAsync(this TestServer server) => string.Join('\n',
        [.. (await server.RowsAsync("SELECT name FROM sys.databases")).Order(StringComparer.Ordinal),
         .. (await server.RowsAsync($"SELECT name FROM {(server.IsAzure ? "sys.sql_logins" : "sys.server_principals")}")).Order(StringComparer.Ordinal)]);

    /// <summary>Removes whatever is left of a tenant, past the code under test.</summary>
    public static async Task DropTenantAsync(this TestServer server, string name)
    {
        if (await server.ScalarAsync<int>($"SELECT COUNT(*) FROM sys.databases WHERE name = N'{name}'") > 0)
        {
            await server.ExecuteAsync(server.IsAzure
                ? $"DROP DATABASE [{name}]" : $"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]");
        }

        await server.DropLoginAsync($"{name}_a");
        await server.DropLoginAsync($"{name}_b");
    }

    public static async Task DropLoginAsync(this TestServer server, string name)
    {
        if (await server.ScalarAsync<byte[]>($"SELECT SUSER_SID(N'{name}')") is not null)
        {
            await server.ExecuteAsync($"DROP LOGIN [{name}]");
        }
    }
}
