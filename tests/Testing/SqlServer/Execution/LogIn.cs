using Mendix.PrivateCloud.Testing.SqlServer.Model;
using Mendix.PrivateCloud.Testing.SqlServer.Wire;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>Who is let in, and where.</summary>
internal static class LogIn
{
    public static SqlSession Admit(ServerModel model, LoginRequest request, Action end)
    {
        var failed = new SqlServerError(18456, $"Login failed for user '{request.UserName}'.", 14);
        if (!model.Logins.TryGetValue(request.UserName, out var login) || login.Password != request.Password || login.IsLocked || model.OnlyOtherLogins)
        {
            throw new SqlServerRefusal(failed);
        }

        if (login.IsDisabled)
        {
            throw new SqlServerRefusal(18470, $"Login failed for user '{request.UserName}'. Reason: The account is disabled.", 14);
        }

        var name = request.Database.Length == 0 ? ServerModel.Master : request.Database;
        if (!model.Databases.TryGetValue(name, out var database) || !IsOpenTo(model, database, login))
        {
            throw new SqlServerRefusal(
                new SqlServerError(4060, $"Cannot open database \"{name}\" requested by the login. The login failed.", 11), failed);
        }

        return model.AddSession(login, database.Name, request.ApplicationName, end);
    }

    private static bool IsOpenTo(ServerModel model, SqlDatabase database, SqlLogin login) =>
        database.State == "ONLINE"
        && model.MayEnter(login, database)
        && (database.Access != "SINGLE_USER" || !model.Sessions.Exists(session => session.Database == database.Name));
}
