using Mendix.PrivateCloud.Testing.SqlServer.Language;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>CREATE, ALTER and DROP LOGIN.</summary>
internal static class LoginStatements
{
    private const string Right = "ALTER ANY LOGIN";

    public static Statement? Parse(SqlCursor cursor)
    {
        if (cursor.Try("CREATE LOGIN"))
        {
            return Create(cursor);
        }

        if (cursor.Try("ALTER LOGIN"))
        {
            return Alter(cursor);
        }

        if (!cursor.Try("DROP LOGIN"))
        {
            return null;
        }

        var name = cursor.Name();
        return new Statement(scope => Drop(scope, name), StandsAlone: true);
    }

    private static Statement Create(SqlCursor cursor)
    {
        var name = cursor.Name();
        cursor.Expect("WITH PASSWORD =");
        var password = cursor.Text();
        byte[]? sid = null;
        var onPremisesOnly = false;
        while (cursor.Try(","))
        {
            if (cursor.Try("SID ="))
            {
                sid = cursor.Binary();
            }
            else
            {
                cursor.Expect(cursor.Peek.Text.Equals("CHECK_POLICY", StringComparison.OrdinalIgnoreCase) ? "CHECK_POLICY =" : "CHECK_EXPIRATION =");
                cursor.Switch();
                onPremisesOnly = true;
            }
        }

        return new Statement(scope =>
        {
            RequireMaster(scope);
            scope.Model.Require(scope.Login, Right, 15247, "User does not have permission to perform this action.");
            if (scope.Model.IsAzure && onPremisesOnly)
            {
                throw new SqlServerRefusal(40517, "Keyword or statement option 'CHECK_POLICY' is not supported in this version of SQL Server.");
            }

            RequireComplex(scope.Model, name, password);
            if (scope.Model.Logins.ContainsKey(name))
            {
                throw new SqlServerRefusal(15025, $"The server principal '{name}' already exists.");
            }

            if (sid is not null && sid.Length != (scope.Model.IsAzure ? 32 : 16))
            {
                throw new SqlServerRefusal(15419, "Supplied parameter sid should be binary(16).");
            }

            if (sid is not null && scope.Model.Logins.Values.Any(login => login.Sid.AsSpan().SequenceEqual(sid)))
            {
                throw new SqlServerRefusal(15433, "Supplied parameter sid is in use.");
            }

            scope.Model.AddLogin(name, password, sid);
        }, StandsAlone: true);
    }

    private static Statement Alter(SqlCursor cursor)
    {
        var name = cursor.Name();
        Action<Scope, SqlLogin> change;
        if (cursor.Try("DISABLE"))
        {
            change = (_, login) => login.IsDisabled = true;
        }
        else if (cursor.Try("ENABLE"))
        {
            change = (_, login) => login.IsDisabled = false;
        }
        else
        {
            cursor.Expect("WITH PASSWORD =");
            var password = cursor.Text();
            var unlocks = cursor.Try("UNLOCK");
            change = (scope, login) =>
            {
                RequireComplex(scope.Model, name, password);
                login.Password = password;
                login.IsLocked &= !unlocks;
            };
        }

        return new Statement(scope =>
        {
            RequireMaster(scope);
            change(scope, Find(scope, name, "alter"));
        }, StandsAlone: true);
    }

    private static void Drop(Scope scope, string name)
    {
        RequireMaster(scope);
        var login = Find(scope, name, "drop");
        if (scope.Model.Sessions.Exists(session => session.Login == login))
        {
            throw new SqlServerRefusal(15434, $"Could not drop login '{name}' as the user is currently logged in.");
        }

        if (scope.Model.Databases.Values.Any(database => database.IsOwnedBy(login)))
        {
            throw new SqlServerRefusal(15174, $"Login '{name}' owns one or more database(s). Change the owner of the database(s) before dropping the login.");
        }

        scope.Model.Logins.Remove(login.Name);
    }

    // The same answer whether it is missing or not ours to change.
    private static SqlLogin Find(Scope scope, string name, string action) =>
        scope.Model.Logins.TryGetValue(name, out var login) && scope.Model.May(scope.Login, Right)
            ? login
            : throw new SqlServerRefusal(15151, $"Cannot {action} the login '{name}', because it does not exist or you do not have permission.");

    private static void RequireMaster(Scope scope)
    {
        if (scope.Model.IsAzure && scope.Session.Database != ServerModel.Master)
        {
            throw new SqlServerRefusal(5001, "User must be in the master database.");
        }
    }

    private static void RequireComplex(ServerModel model, string name, string password)
    {
        var kinds = new Func<char, bool>[] { char.IsUpper, char.IsLower, char.IsDigit, c => !char.IsLetterOrDigit(c) }.Count(kind => password.Any(kind));
        if (password.Length < 8 || kinds < 3 || password.Contains(name, StringComparison.OrdinalIgnoreCase))
        {
            throw new SqlServerRefusal(model.IsAzure ? 40632 : 15118, "Password validation failed. The password does not meet policy requirements because it is not complex enough.");
        }
    }
}
