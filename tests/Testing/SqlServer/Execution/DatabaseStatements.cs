using Mendix.PrivateCloud.Testing.SqlServer.Language;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>CREATE, ALTER and DROP DATABASE, and entering one.</summary>
internal static class DatabaseStatements
{
    public static Statement? Parse(SqlCursor cursor)
    {
        if (cursor.Try("CREATE DATABASE"))
        {
            return Create(cursor);
        }

        if (cursor.Try("ALTER DATABASE"))
        {
            var altered = cursor.Name();
            cursor.Expect("SET");
            var change = DatabaseSettings.Parse(cursor);
            return new Statement(scope => Alter(scope, altered, change), StandsAlone: true);
        }

        if (cursor.Try("DROP DATABASE"))
        {
            var dropped = cursor.Name();
            return new Statement(scope => Drop(scope, dropped), StandsAlone: true);
        }

        if (cursor.Try("ALTER AUTHORIZATION ON DATABASE ::"))
        {
            var given = cursor.Name();
            cursor.Expect("TO");
            var owner = cursor.Name();
            return new Statement(scope =>
            {
                var database = Find(scope, given, "alter");
                database.RequireOwner(scope.Login, "ALTER AUTHORIZATION");
                database.OwnerSid = scope.Model.Logins[owner].Sid;
            });
        }

        if (!cursor.Try("USE"))
        {
            return null;
        }

        var name = cursor.Name();
        return new Statement(scope => Enter(scope, name));
    }

    /// <summary>The database of this name, if the session may be in it.</summary>
    public static SqlDatabase Accessible(Scope scope, string name)
    {
        var database = scope.Model.Databases.GetValueOrDefault(name)
            ?? throw new SqlServerRefusal(911, $"Database '{name}' does not exist. Make sure that the name is entered correctly.");
        return scope.Model.MayEnter(scope.Login, database)
            ? database
            : throw new SqlServerRefusal(916, $"The server principal \"{scope.Login.Name}\" is not able to access the database \"{name}\" under the current security context.", 14);
    }

    private static void Enter(Scope scope, string name)
    {
        var database = Accessible(scope, name);
        if (scope.Model.IsAzure && database != scope.Database)
        {
            throw new SqlServerRefusal(40508, "USE statement is not supported to switch between databases. Use a new connection to connect to a different database.");
        }

        scope.Session.Database = database.Name;
    }

    private static Statement Create(SqlCursor cursor)
    {
        const int LongestName = 123;
        var name = cursor.Name();
        var collation = cursor.Try("COLLATE") ? cursor.Name() : null;
        var options = cursor.Peek is { Kind: SqlTokenKind.Symbol, Text: "(" } ? AzureOptions.Parse(cursor) : [];
        return new Statement(scope =>
        {
            RequireMasterOnAzure(scope);
            scope.Model.Require(scope.Login, "CREATE ANY DATABASE", 262, "CREATE DATABASE permission denied in database 'master'.");
            if (options.Count > 0 && !scope.Model.IsAzure)
            {
                throw SqlServerRefusal.Syntax("(");
            }

            if (name.Length > LongestName)
            {
                throw new SqlServerRefusal(103, $"The identifier that starts with '{name[..20]}' is too long.", 15);
            }

            if (collation is not null && !collation.StartsWith("SQL_Latin1_General_", StringComparison.OrdinalIgnoreCase))
            {
                throw new SqlServerRefusal(448, $"Invalid collation '{collation}'.");
            }

            AzureOptions.Check(options);
            if (scope.Model.Databases.ContainsKey(name))
            {
                throw new SqlServerRefusal(1801, $"Database '{name}' already exists. Choose a different database name.");
            }

            scope.Model.AddDatabase(name, scope.Login, collation, options);
        }, StandsAlone: true);
    }

    private static void Alter(Scope scope, string name, Action<Scope, SqlDatabase> change)
    {
        var database = scope.Model.Databases.GetValueOrDefault(name);
        if (database is null || !(scope.Model.May(scope.Login, "ALTER ANY DATABASE") || database.IsOwner(scope.Login)))
        {
            throw new SqlServerRefusal(5011, $"User does not have permission to alter database '{name}', the database does not exist, or the database is not in a state that allows access checks.", 14);
        }

        try
        {
            change(scope, database);
        }
        catch (SqlServerRefusal refusal)
        {
            throw new SqlServerRefusal([.. refusal.Errors, new SqlServerError(5069, "ALTER DATABASE statement failed.")]);
        }
    }

    private static void Drop(Scope scope, string name)
    {
        RequireMasterOnAzure(scope);
        var database = Find(scope, name, "drop");
        var inside = scope.Model.Sessions.Where(session => session.Database == database.Name).ToList();
        if (inside.Count > 0 && !scope.Model.IsAzure)
        {
            throw new SqlServerRefusal(3702, $"Cannot drop database \"{name}\" because it is currently in use.");
        }

        scope.Model.Databases.Remove(database.Name);
        ServerStatements.End(scope.Model, inside);
    }

    // The same answer whether it is missing or not ours to change.
    private static SqlDatabase Find(Scope scope, string name, string action) =>
        scope.Model.Databases.TryGetValue(name, out var database) && (scope.Model.May(scope.Login, "ALTER ANY DATABASE") || database.IsOwner(scope.Login))
            ? database
            : throw new SqlServerRefusal(3701, $"Cannot {action} the database '{name}', because it does not exist or you do not have permission.", 11);

    private static void RequireMasterOnAzure(Scope scope)
    {
        if (scope.Model.IsAzure && scope.Session.Database != ServerModel.Master)
        {
            throw new SqlServerRefusal(5001, "User must be in the master database.");
        }
    }
}
