namespace Mendix.PrivateCloud.Testing.SqlServer;

/// <summary>An error as SQL Server reports it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Message">Its text.</param>
/// <param name="Class">How bad it is; from 20 on the connection ends.</param>
public sealed record SqlServerError(int Number, string Message, byte Class = 16);
