using Mendix.PrivateCloud.Provisioners.SqlServer.Connections;
using Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>All that a server knows about one tenant: one query in master, and one in the database if there is one.</summary>
/// <param name="Logins">Those of the tenant's logins that exist, by name.</param>
/// <param name="Database">The tenant's database; null when there is none.</param>
/// <param name="Content">What is in it; null when there is none, or when we could not look: it has another spelling, or is shut.</param>
internal sealed record TenantObservation(
    IReadOnlyDictionary<string, ObservedLogin> Logins, ObservedDatabase? Database, ObservedContent? Content)
{
    // Azure SQL keeps its logins elsewhere and locks none, and its master does not know whether we may enter.
    public static async Task<TenantObservation> ReadAsync(
        SqlServerPool pool, SqlServerPlan plan, string database, string loginA, string loginB, CancellationToken cancellationToken)
    {
        const string Unknown = "CAST(NULL AS int)";
        var (logins, isLocked, mayEnter) = plan.IsAzureSql
            ? ("sys.sql_logins", Unknown, Unknown)
            : ("sys.server_principals", "CAST(LOGINPROPERTY(name, N'IsLocked') AS int)", "HAS_DBACCESS(name)");
        var query = $"""
            SELECT {ServerKind.Columns}, SUSER_SID();
            SELECT name, sid, is_disabled, {isLocked}, create_date FROM {logins} WHERE name IN (@a, @b);
            SELECT name, owner_sid, create_date, state_desc, user_access_desc, {mayEnter}, is_auto_update_stats_async_on, {RowVersioning.Columns}
              FROM sys.databases WHERE name = @database;
            """;
        var seen = await pool.QueryAsync(
            null, query, [("@database", database), ("@a", loginA), ("@b", loginB)], reader => ReadAsync(reader, plan, cancellationToken), cancellationToken);
        if (seen.Database is not { IsShut: false } found || found.Name != database)
        {
            return seen;
        }

        try
        {
            return seen with { Content = await ObservedContent.ReadAsync(pool, database, loginA, loginB, cancellationToken) };
        }
        catch (SqlException exception) when (plan.IsAzureSql && !found.IsOwnedByUs && exception.Number == SqlErrors.CannotOpenDatabase)
        {
            return seen with { Database = found with { IsShut = true } };
        }
    }

    private static async Task<TenantObservation> ReadAsync(SqlDataReader reader, SqlServerPlan plan, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        ServerKind.Read(reader).Require(plan);
        var us = (byte[])reader[2];

        await reader.NextResultAsync(cancellationToken);
        var logins = new Dictionary<string, ObservedLogin>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            logins[reader.GetString(0)] = new ObservedLogin(
                reader.GetString(0), (byte[])reader[1], reader.GetBoolean(2), !reader.IsDBNull(3) && reader.GetInt32(3) == 1, reader.GetDateTime(4));
        }

        await reader.NextResultAsync(cancellationToken);
        return new TenantObservation(logins, await reader.ReadAsync(cancellationToken) ? ReadDatabase(reader, us) : null, null);
    }

    private static ObservedDatabase ReadDatabase(SqlDataReader row, byte[] us)
    {
        var isOpen = row.GetString(3) == "ONLINE" && row.GetString(4) == "MULTI_USER";
        return new ObservedDatabase(
            row.GetString(0),
            !row.IsDBNull(1) && us.AsSpan().SequenceEqual((byte[])row[1]),
            row.GetDateTime(2),
            IsMultiUser: row.GetString(4) == "MULTI_USER",
            IsShut: isOpen && !row.IsDBNull(5) && row.GetInt32(5) == 0,
            row.GetBoolean(6),
            RowVersioning.Read(row, 7));
    }
}
