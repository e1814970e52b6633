namespace Mendix.PrivateCloud.Testing.SqlServer;

/// <summary>What goes wrong with a statement, when a test wants it to.</summary>
public enum StatementFaultKind
{
    /// <summary>The statement is refused with an error; nothing happens.</summary>
    Refuse,

    /// <summary>The connection is cut before anything happens.</summary>
    CutBefore,

    /// <summary>It happens, and the connection is cut before the answer.</summary>
    CutAfter,

    /// <summary>It happens, and no answer comes until the client gives up.</summary>
    HangAfter,
}

/// <summary>What goes wrong.</summary>
/// <param name="Kind">How.</param>
/// <param name="Error">What is reported, for <see cref="StatementFaultKind.Refuse"/>.</param>
public sealed record StatementFault(StatementFaultKind Kind, SqlServerError? Error = null);
