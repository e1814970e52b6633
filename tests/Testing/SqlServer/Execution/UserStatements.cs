using Mendix.PrivateCloud.Testing.SqlServer.Language;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>Users of a database, their roles and schemas.</summary>
internal static class UserStatements
{
    private static readonly HashSet<string> FixedRoles = new(
        ["db_owner", "db_ddladmin", "db_datareader", "db_datawriter", "dbmanager", "loginmanager"], StringComparer.OrdinalIgnoreCase);

    public static Statement? Parse(SqlCursor cursor) =>
        cursor.Try("CREATE USER") ? Create(cursor)
        : cursor.Try("ALTER USER") ? Alter(cursor)
        : cursor.Try("DROP USER") ? Drop(cursor)
        : cursor.Try("ALTER ROLE") ? AlterRole(cursor)
        : cursor.Try("CREATE SCHEMA") ? CreateSchema(cursor)
        : null;

    private static Statement Create(SqlCursor cursor)
    {
        var name = cursor.Name();
        cursor.Expect("FOR LOGIN");
        var loginName = cursor.Name();
        if (cursor.Try("WITH DEFAULT_SCHEMA ="))
        {
            cursor.Name();
        }

        return new Statement(scope =>
        {
            var (database, login) = (scope.Database, Login(scope, loginName));
            database.RequireOwner(scope.Login, "CREATE USER");
            if (database.IsOwnedBy(login) || database.UserOf(login) is not null)
            {
                throw new SqlServerRefusal(15063, "The login already has an account under a different user name.");
            }

            if (database.Users.ContainsKey(name))
            {
                throw new SqlServerRefusal(15023, $"User, group, or role '{name}' already exists in the current database.");
            }

            database.AddUser(name, login.Sid);
        }, StandsAlone: true);
    }

    private static Statement Alter(SqlCursor cursor)
    {
        var name = cursor.Name();
        cursor.Expect("WITH LOGIN =");
        var loginName = cursor.Name();
        return new Statement(scope =>
        {
            scope.Database.RequireOwner(scope.Login, "ALTER USER");
            Find(scope, name).Sid = Login(scope, loginName).Sid;
        });
    }

    private static Statement Drop(SqlCursor cursor)
    {
        var name = cursor.Name();
        return new Statement(scope =>
        {
            scope.Database.RequireOwner(scope.Login, "DROP USER");
            var user = Find(scope, name);
            if (scope.Database.Schemas.Values.Contains(user.Name, StringComparer.OrdinalIgnoreCase))
            {
                throw new SqlServerRefusal(15138, "The database principal owns a schema in the database, and cannot be dropped.");
            }

            scope.Database.Users.Remove(name);
        });
    }

    private static Statement AlterRole(SqlCursor cursor)
    {
        var role = cursor.Name();
        var adds = cursor.Try("ADD MEMBER");
        if (!adds)
        {
            cursor.Expect("DROP MEMBER");
        }

        var member = cursor.Name();
        return new Statement(scope =>
        {
            scope.Database.RequireOwner(scope.Login, "ALTER ROLE");
            var user = FixedRoles.Contains(role) ? Find(scope, member) : throw Missing("role", role);
            _ = adds ? user.Roles.Add(role) : user.Roles.Remove(role);
        });
    }

    private static Statement CreateSchema(SqlCursor cursor)
    {
        var name = cursor.Name();
        cursor.Expect("AUTHORIZATION");
        var owner = cursor.Name();
        return new Statement(scope =>
        {
            scope.Database.RequireOwner(scope.Login, "CREATE SCHEMA");
            scope.Database.Schemas[name] = Find(scope, owner).Name;
        }, StandsAlone: true);
    }

    private static SqlLogin Login(Scope scope, string name) => scope.Model.Logins.TryGetValue(name, out var login)
        ? login
        : throw new SqlServerRefusal(15007, $"'{name}' is not a valid login or you do not have permission.");

    private static SqlUser Find(Scope scope, string name) => scope.Database.Users.TryGetValue(name, out var user) ? user : throw Missing("user", name);

    private static SqlServerRefusal Missing(string kind, string name) =>
        new(15151, $"Cannot find the {kind} '{name}', because it does not exist or you do not have permission.");
}
