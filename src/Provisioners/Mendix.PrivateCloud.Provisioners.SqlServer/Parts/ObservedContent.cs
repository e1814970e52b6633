using Mendix.PrivateCloud.Provisioners.SqlServer.Connections;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>What is inside a database, as far as it concerns whose it is and who may use it.</summary>
/// <param name="Mark">Our extended property; null when it bears none.</param>
/// <param name="Users">Those of the tenant's users that exist, by name.</param>
/// <param name="IsEmpty">Whether it has no tables and no users but the tenant's.</param>
internal sealed record ObservedContent(string? Mark, IReadOnlyDictionary<string, ObservedUser> Users, bool IsEmpty)
{
    /// <summary>Name of the extended property that is our mark.</summary>
    public const string MarkName = "mendix-private-cloud";

    // Class 0 is the database itself. Below principal 5 are dbo, guest and the two that the server owns.
    private const string Query = """
        SELECT CAST(value AS nvarchar(4000)) FROM sys.extended_properties WHERE class = 0 AND name = @mark;
        SELECT name, sid, IS_ROLEMEMBER(N'db_owner', name) FROM sys.database_principals WHERE name IN (@a, @b);
        SELECT COUNT(*) FROM sys.tables;
        SELECT COUNT(*) FROM sys.database_principals
         WHERE principal_id > 4 AND type IN (N'S', N'U', N'G', N'E', N'X') AND name NOT IN (@a, @b);
        """;

    public static Task<ObservedContent> ReadAsync(SqlServerPool pool, string database, string userA, string userB, CancellationToken cancellationToken) =>
        pool.QueryAsync(database, Query, [("@mark", MarkName), ("@a", userA), ("@b", userB)], reader => ReadAsync(reader, cancellationToken), cancellationToken);

    private static async Task<ObservedContent> ReadAsync(SqlDataReader reader, CancellationToken cancellationToken)
    {
        var mark = await reader.ReadAsync(cancellationToken) ? reader.GetString(0) : null;
        await reader.NextResultAsync(cancellationToken);
        var users = new Dictionary<string, ObservedUser>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            users[reader.GetString(0)] = new ObservedUser(
                reader.GetString(0), reader.IsDBNull(1) ? [] : (byte[])reader[1], !reader.IsDBNull(2) && reader.GetInt32(2) == 1);
        }

        return new ObservedContent(mark, users, await CountAsync(reader, cancellationToken) + await CountAsync(reader, cancellationToken) == 0);
    }

    private static async Task<int> CountAsync(SqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt32(0);
    }
}
