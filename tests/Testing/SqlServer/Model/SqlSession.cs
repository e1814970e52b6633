namespace Mendix.PrivateCloud.Testing.SqlServer.Model;

/// <summary>Somebody who is logged in.</summary>
internal sealed class SqlSession(int id, SqlLogin login, string database, string program, Action end)
{
    public int Id { get; } = id;

    public SqlLogin Login { get; } = login;

    public string Program { get; } = program;

    /// <summary>The database that the login asked for, and that a re-used connection begins in again.</summary>
    public string InitialDatabase { get; } = database;

    /// <summary>The database that the session is in.</summary>
    public string Database { get; set; } = database;

    /// <summary>Cuts the connection.</summary>
    public void End() => end();
}
