namespace Mendix.PrivateCloud.Testing.SqlServer.Model;

/// <summary>Who may do what.</summary>
internal static class Rights
{
    // What the fixed server roles bring (SQL Server documentation, server-level roles).
    private static readonly Dictionary<string, string[]> OfRoles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dbcreator"] = ["CREATE ANY DATABASE", "ALTER ANY DATABASE"],
        ["securityadmin"] = ["ALTER ANY LOGIN"],
        ["processadmin"] = ["ALTER ANY CONNECTION", "VIEW SERVER STATE"],
    };

    // And the two of Azure, which are roles of master.
    private static readonly Dictionary<string, string> OfAzureRoles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CREATE ANY DATABASE"] = "dbmanager",
        ["ALTER ANY LOGIN"] = "loginmanager",
    };

    public static bool May(this ServerModel model, SqlLogin login, string permission) =>
        login.IsAdministrator
        || login.Permissions.Contains(permission)
        || (model.IsAzure
            ? OfAzureRoles.TryGetValue(permission, out var role) && model.Databases[ServerModel.Master].UserOf(login)?.Roles.Contains(role) == true
            : login.ServerRoles.Any(each => OfRoles.GetValueOrDefault(each)?.Contains(permission, StringComparer.OrdinalIgnoreCase) == true));

    /// <summary>Whether the login may be in the database at all.</summary>
    public static bool MayEnter(this ServerModel model, SqlLogin login, SqlDatabase database) =>
        login.IsAdministrator
        || database.IsOwnedBy(login)
        || database.UserOf(login) is not null
        // Everybody is a guest there, unless it is Azure's.
        || (database.Name.Equals("tempdb", StringComparison.OrdinalIgnoreCase) || (database.Name == ServerModel.Master && !model.IsAzure));

    /// <summary>Whether the login may do everything in the database.</summary>
    public static bool IsOwner(this SqlDatabase database, SqlLogin login) =>
        login.IsAdministrator || database.IsOwnedBy(login) || database.UserOf(login)?.Roles.Contains("db_owner") == true;

    /// <summary>Whether the login holds this fixed role, or one above it.</summary>
    public static bool IsIn(this SqlDatabase database, SqlLogin login, string role) =>
        database.IsOwner(login) || database.UserOf(login)?.Roles.Contains(role) == true;

    public static void Require(this ServerModel model, SqlLogin login, string permission, int number, string message)
    {
        if (!model.May(login, permission))
        {
            throw new SqlServerRefusal(number, message, 14);
        }
    }

    /// <summary>Refuses a login that may not do everything in the database.</summary>
    public static void RequireOwner(this SqlDatabase database, SqlLogin login, string action)
    {
        if (!database.IsOwner(login))
        {
            throw new SqlServerRefusal(15247, $"User does not have permission to perform this action: {action}.", 16);
        }
    }
}
