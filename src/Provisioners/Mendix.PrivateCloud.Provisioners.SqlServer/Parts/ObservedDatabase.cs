namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>A database as master knows it.</summary>
/// <param name="Name">Its name as the server holds it.</param>
/// <param name="IsOwnedByUs">Whether our own account owns it.</param>
/// <param name="CreatedAt">When it was made, by the server's clock.</param>
/// <param name="IsMultiUser">Whether it is open to more than one session and to others than its owners.</param>
/// <param name="IsShut">Whether it is online and open, and our account may not enter it all the same.</param>
/// <param name="UpdatesStatisticsAsynchronously">Whether the server itself may hold a session in it.</param>
/// <param name="RowVersioning">Its options.</param>
internal sealed record ObservedDatabase(
    string Name, bool IsOwnedByUs, DateTime CreatedAt, bool IsMultiUser, bool IsShut, bool UpdatesStatisticsAsynchronously, RowVersioning RowVersioning);
