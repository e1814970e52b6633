using Mendix.PrivateCloud.Testing.SqlServer.Language;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>What ALTER DATABASE can SET.</summary>
internal static class DatabaseSettings
{
    public static Action<Scope, SqlDatabase> Parse(SqlCursor cursor)
    {
        foreach (var access in new[] { "SINGLE_USER", "MULTI_USER", "RESTRICTED_USER" })
        {
            if (cursor.Try(access))
            {
                var ends = cursor.Try("WITH ROLLBACK IMMEDIATE");
                return (scope, database) => SetAccess(scope, database, access, ends);
            }
        }

        if (cursor.Try("READ_COMMITTED_SNAPSHOT"))
        {
            var (on, ends) = (cursor.Switch(), cursor.Try("WITH ROLLBACK IMMEDIATE"));
            return (scope, database) =>
            {
                BeAlone(scope, database, ends);
                database.ReadCommittedSnapshot = on;
            };
        }

        if (cursor.Try("ALLOW_SNAPSHOT_ISOLATION"))
        {
            var on = cursor.Switch();
            return (_, database) => database.SnapshotIsolation = on;
        }

        if (cursor.Try("AUTO_UPDATE_STATISTICS_ASYNC"))
        {
            var on = cursor.Switch();
            return (_, database) => database.UpdatesStatisticsAsynchronously = on;
        }

        throw SqlServerRefusal.Syntax(cursor.Peek.Text);
    }

    private static void SetAccess(Scope scope, SqlDatabase database, string access, bool ends)
    {
        if (scope.Model.IsAzure && access == "SINGLE_USER")
        {
            throw new SqlServerRefusal(1468, "The operation cannot be performed on this database.");
        }

        // The server's own work holds the seat that we want.
        if (access == "SINGLE_USER" && database.UpdatesStatisticsAsynchronously)
        {
            throw new SqlServerRefusal(5061, "ALTER DATABASE failed because a lock could not be placed on the database. Try again later.");
        }

        BeAlone(scope, database, ends);
        database.Access = access;
    }

    private static void BeAlone(Scope scope, SqlDatabase database, bool ends)
    {
        var others = scope.Model.Sessions.Where(session => session.Database == database.Name && session != scope.Session).ToList();
        if (others.Count > 0 && !ends)
        {
            throw new SqlServerRefusal(5070, "Database state cannot be changed while other users are using the database.");
        }

        ServerStatements.End(scope.Model, others);
    }
}
