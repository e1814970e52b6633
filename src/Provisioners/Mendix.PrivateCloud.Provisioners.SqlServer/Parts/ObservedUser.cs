namespace Mendix.PrivateCloud.Provisioners.SqlServer.Parts;

/// <summary>A user of a database as it was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sid">The SID of its login.</param>
/// <param name="IsOwner">Whether it is a member of <c>db_owner</c>.</param>
internal sealed record ObservedUser(string Name, byte[] Sid, bool IsOwner);
