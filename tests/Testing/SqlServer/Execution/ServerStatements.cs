using Mendix.PrivateCloud.Testing.SqlServer.Language;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>Rights of logins, and the end of sessions.</summary>
internal static class ServerStatements
{
    public static Statement? Parse(SqlCursor cursor)
    {
        if (cursor.Try("ALTER SERVER ROLE"))
        {
            return AlterRole(cursor);
        }

        if (cursor.Try("GRANT"))
        {
            return Grant(cursor);
        }

        if (cursor.Try("DBCC FLUSHAUTHCACHE"))
        {
            return new Statement(scope =>
            {
                if (!scope.Model.IsAzure)
                {
                    throw new SqlServerRefusal(2526, "Incorrect DBCC statement.");
                }
            });
        }

        if (!cursor.Try("KILL"))
        {
            return null;
        }

        var number = cursor.Number();
        return new Statement(scope => Kill(scope, number));
    }

    /// <summary>Ends sessions as the server does: they are gone, and their clients notice later.</summary>
    public static void End(ServerModel model, IEnumerable<SqlSession> sessions)
    {
        foreach (var session in sessions.ToList())
        {
            model.Sessions.Remove(session);
            session.End();
        }
    }

    private static void Kill(Scope scope, int number)
    {
        var session = scope.Model.Sessions.Find(each => each.Id == number);
        if (scope.Model.IsAzure ? !scope.Database.IsOwner(scope.Login) : !scope.Model.May(scope.Login, "ALTER ANY CONNECTION"))
        {
            throw new SqlServerRefusal(6102, "User does not have permission to use the KILL statement.", 14);
        }

        if (session is null)
        {
            throw new SqlServerRefusal(6106, $"Process ID {number} is not an active process ID.");
        }

        End(scope.Model, [session == scope.Session ? throw new SqlServerRefusal(6104, "Cannot use KILL to kill your own process.") : session]);
    }

    private static Statement AlterRole(SqlCursor cursor)
    {
        var role = cursor.Name();
        cursor.Expect("ADD MEMBER");
        var member = cursor.Name();
        return new Statement(scope => Administrated(scope, member).ServerRoles.Add(role));
    }

    private static Statement Grant(SqlCursor cursor)
    {
        var permissions = new List<string>();
        do
        {
            var words = new List<string>();
            while (cursor.Peek is { Kind: SqlTokenKind.Word } word && !word.Text.Equals("TO", StringComparison.OrdinalIgnoreCase))
            {
                words.Add(cursor.Next().Text.ToUpperInvariant());
            }

            permissions.Add(string.Join(' ', words));
        }
        while (cursor.Try(","));
        cursor.Expect("TO");
        var login = cursor.Name();
        return new Statement(scope => permissions.ForEach(permission => Administrated(scope, login).Permissions.Add(permission)));
    }

    private static SqlLogin Administrated(Scope scope, string login) =>
        !scope.Login.IsAdministrator ? throw new SqlServerRefusal(15247, "User does not have permission to perform this action.")
        : scope.Model.IsAzure ? throw new SqlServerRefusal(40510, "The statement is not supported in this version of SQL Server.")
        : scope.Model.Logins.GetValueOrDefault(login) ?? throw new SqlServerRefusal(15151, $"Cannot find the login '{login}', because it does not exist or you do not have permission.");
}
