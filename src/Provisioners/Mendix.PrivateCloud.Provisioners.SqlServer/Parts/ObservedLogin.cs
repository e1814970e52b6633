namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>A login as it was found.</summary>
/// <param name="Name">Its name as the server holds it.</param>
/// <param name="Sid">Its SID.</param>
/// <param name="IsDisabled">Whether it may not log in.</param>
/// <param name="IsLocked">Whether too many wrong passwords keep it out.</param>
/// <param name="CreatedAt">When it was made, by the server's clock.</param>
internal sealed record ObservedLogin(string Name, byte[] Sid, bool IsDisabled, bool IsLocked, DateTime CreatedAt);
