namespace Mendix.PrivateCloud.Testing.SqlServer;

/// <summary>A batch as it reached the server.</summary>
/// <param name="Login">Who sent it.</param>
/// <param name="Database">Where.</param>
/// <param name="Text">The statements.</param>
public sealed record ReceivedStatement(string Login, string Database, string Text);
