namespace Mendix.PrivateCloud.Testing.SqlServer.Model;

/// <summary>Somebody who is logged in.</summary>
internal sealed class SqlSession(int id, SqlLogin login, string database, string program, Action end, Func<bool> isGone)
{
    public int Id { get; } = id;

    public SqlLogin Login { get; } = login;

    public string Program { get; } = program;

    /// <summary>The database that the login asked for, and that a re-used connection begins in again.</summary>
    public string InitialDatabase { get; } = database;

    /// <summary>The database that the session is in.</summary>
    public string Database { get; set; } = database;

    /// <summary>Whether the client has gone, and only we have not noticed yet.</summary>
    public bool IsGone => isGone();

    /// <summary>Cuts the connection.</summary>
    public void End() => end();
}
