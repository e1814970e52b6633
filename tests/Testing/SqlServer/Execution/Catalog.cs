using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>The catalog views that are understood, with their columns that are, in the types that a server gives them.</summary>
internal static class Catalog
{
    public static IEnumerable<Dictionary<string, object?>> Rows(Scope scope, string view) => view.ToLowerInvariant() switch
    {
        "databases" => Databases(scope),
        "server_principals" when !scope.Model.IsAzure => Logins(scope),
        "sql_logins" => Logins(scope),
        "database_principals" => Principals(scope),
        "extended_properties" => scope.Database.Properties.Select(property => Row(("class", (byte)0), ("name", property.Key), ("value", property.Value))),
        "tables" => scope.Database.Tables.Values.Select(table => Row(("name", table.Name))),
        "schemas" => scope.Database.Schemas.Select(schema => Row(("name", schema.Key), ("owner", schema.Value))),
        "dm_exec_sessions" => Sessions(scope),
        _ => throw new SqlServerRefusal(208, $"Invalid object name 'sys.{view}'."),
    };

    private static IEnumerable<Dictionary<string, object?>> Databases(Scope scope) => scope.Model.Databases.Values
        // In a user database of Azure, one sees that one and master.
        .Where(database => !scope.Model.IsAzure || scope.Session.Database == ServerModel.Master || database == scope.Database || database.Name == ServerModel.Master)
        .Select(database => Row(
            ("name", database.Name), ("database_id", database.Id), ("owner_sid", database.OwnerSid), ("create_date", database.CreatedAt),
            ("state_desc", database.State), ("user_access_desc", database.Access), ("collation_name", database.Collation),
            ("is_auto_update_stats_async_on", database.UpdatesStatisticsAsynchronously),
            ("is_read_committed_snapshot_on", database.ReadCommittedSnapshot),
            ("snapshot_isolation_state", (byte)(database.SnapshotIsolation ? 1 : 0))));

    // Who has no rights over logins sees itself only.
    private static IEnumerable<Dictionary<string, object?>> Logins(Scope scope) => scope.Model.Logins.Values
        .Where(login => login == scope.Login || scope.Model.May(scope.Login, "ALTER ANY LOGIN"))
        .Select(login => Row(
            ("name", login.Name), ("sid", login.Sid), ("type", "S"), ("is_disabled", login.IsDisabled), ("create_date", login.CreatedAt)));

    private static IEnumerable<Dictionary<string, object?>> Principals(Scope scope) =>
        new (string Name, int Id)[] { ("dbo", 1), ("guest", 2), ("INFORMATION_SCHEMA", 3), ("sys", 4) }
            .Select(own => Row(("name", own.Name), ("principal_id", own.Id), ("sid", own.Name == "dbo" ? scope.Database.OwnerSid : null), ("type", "S")))
            .Concat(scope.Database.Users.Values.Select(user => Row(("name", user.Name), ("principal_id", user.Id), ("sid", user.Sid), ("type", "S"))));

    // Of others one sees nothing without the right to.
    private static IEnumerable<Dictionary<string, object?>> Sessions(Scope scope) => scope.Model.Sessions
        .Where(session => session == scope.Session
            || (scope.Model.IsAzure ? scope.Database.IsOwner(scope.Login) && session.Database == scope.Session.Database : scope.Model.May(scope.Login, "VIEW SERVER STATE")))
        .Select(session => Row(
            ("session_id", session.Id), ("login_name", session.Login.Name), ("original_login_name", session.Login.Name), ("program_name", session.Program),
            ("database_id", scope.Model.Databases.GetValueOrDefault(session.Database)?.Id ?? 0)));

    private static Dictionary<string, object?> Row(params (string Name, object? Value)[] columns) =>
        columns.ToDictionary(column => column.Name, column => column.Value, StringComparer.OrdinalIgnoreCase);
}
