using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>What an expression or a statement sees: the server, the session, variables, and perhaps a row.</summary>
internal sealed class Scope(ServerModel model, SqlSession session, IReadOnlyDictionary<string, object?>? parameters)
{
    public ServerModel Model { get; } = model;

    public SqlSession Session { get; } = session;

    /// <summary>Parameters and what DECLARE made.</summary>
    public Dictionary<string, object?> Variables { get; } = new(parameters ?? new Dictionary<string, object?>(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The row that an expression is asked about; null outside of one.</summary>
    public IReadOnlyDictionary<string, object?>? Row { get; set; }

    /// <summary>What the statements gave so far: results, and counts of changed rows.</summary>
    public List<object> Output { get; } = [];

    public SqlLogin Login => Session.Login;

    public SqlDatabase Database => Model.Databases[Session.Database];
}
