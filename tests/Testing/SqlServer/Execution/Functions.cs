using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>The functions that are understood.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Func<Scope, object?[], object?>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SERVERPROPERTY"] = (scope, arguments) => Property(scope.Model, Text(arguments, 0)),
        ["SUSER_SID"] = (scope, arguments) => arguments.Length == 0 ? scope.Login.Sid : scope.Model.Logins.GetValueOrDefault(Text(arguments, 0))?.Sid,
        ["SUSER_SNAME"] = (scope, arguments) => arguments.Length == 0
            ? scope.Login.Name
            : scope.Model.Logins.Values.FirstOrDefault(login => arguments[0] is byte[] sid && login.Sid.AsSpan().SequenceEqual(sid))?.Name,
        ["DB_ID"] = (scope, arguments) => scope.Model.Databases.GetValueOrDefault(arguments.Length == 0 ? scope.Session.Database : Text(arguments, 0))?.Id,
        ["DB_NAME"] = (scope, _) => scope.Database.Name,
        ["HAS_DBACCESS"] = (scope, arguments) => scope.Model.Databases.TryGetValue(Text(arguments, 0), out var database)
            ? Bit(database.State == "ONLINE" && scope.Model.MayEnter(scope.Login, database)) : null,
        ["IS_SRVROLEMEMBER"] = (scope, arguments) => Bit(scope.Login.ServerRoles.Contains(Text(arguments, 0))),
        ["IS_ROLEMEMBER"] = (scope, arguments) => IsRoleMember(scope, arguments),
        ["HAS_PERMS_BY_NAME"] = (scope, arguments) => HasPermission(scope, arguments),
        ["LOGINPROPERTY"] = (scope, arguments) => scope.Model.Logins.TryGetValue(Text(arguments, 0), out var login)
            ? Text(arguments, 1).ToUpperInvariant() switch
            {
                "ISLOCKED" => Bit(login.IsLocked),
                var other => throw new SqlServerRefusal(155, $"LOGINPROPERTY '{other}' is not understood here."),
            }
            : null,
        ["OBJECT_ID"] = (scope, arguments) => scope.Database.Tables.ContainsKey(Text(arguments, 0).Split('.')[^1].Trim('[', ']')) ? 1 : null,
        ["LEN"] = (_, arguments) => Text(arguments, 0).Length,
        ["CONCAT"] = (_, arguments) => string.Concat(arguments),
        ["COUNT"] = (_, _) => throw new SqlServerRefusal(130, "COUNT is understood only as the one thing that is selected."),
    };

    public static Expression Find(string name, IReadOnlyList<Expression> arguments) => Known.TryGetValue(name, out var function)
        ? scope => function(scope, [.. arguments.Select(argument => argument(scope))])
        : throw new SqlServerRefusal(195, $"'{name}' is not a function that is understood here.", 15);

    private static object? Property(ServerModel model, string name) => name.ToUpperInvariant() switch
    {
        "ENGINEEDITION" => model.EngineEdition,
        "BABELFISH" => model.IsBabelfish ? 1 : null,
        "ISINTEGRATEDSECURITYONLY" or "ISEXTERNALAUTHENTICATIONONLY" => Bit(model.OnlyOtherLogins),
        _ => null,
    };

    private static int? IsRoleMember(Scope scope, object?[] arguments)
    {
        var (role, database) = (Text(arguments, 0), scope.Database);
        return arguments.Length == 1
            // The administrator of an Azure server is in no role, although it may do everything.
            ? Bit(database.UserOf(scope.Login)?.Roles.Contains(role) == true)
            : database.Users.TryGetValue(Text(arguments, 1), out var user) ? Bit(user.Roles.Contains(role)) : null;
    }

    private static int? HasPermission(Scope scope, object?[] arguments)
    {
        var permission = Text(arguments, 2);
        return arguments[1] is null
            // Azure knows no permissions of the server.
            ? scope.Model.IsAzure ? null : Bit(scope.Model.May(scope.Login, permission))
            : permission.Equals("CONTROL", StringComparison.OrdinalIgnoreCase) ? Bit(scope.Database.IsOwner(scope.Login)) : null;
    }

    private static int Bit(bool value) => value ? 1 : 0;

    private static string Text(object?[] arguments, int index) =>
        arguments.ElementAtOrDefault(index) as string ?? throw new SqlServerRefusal(174, "An argument is missing or not a text.", 15);
}
