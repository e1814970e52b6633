namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>A statement that was understood.</summary>
/// <param name="Run">Performs it, or refuses.</param>
/// <param name="StandsAlone">Whether Azure SQL wants it alone in its batch.</param>
internal sealed record Statement(Action<Scope> Run, bool StandsAlone = false);
