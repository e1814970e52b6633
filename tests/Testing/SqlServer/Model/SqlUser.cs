namespace Mendix.PrivateCloud.Testing.SqlServer.Model;

/// <summary>A user of a database.</summary>
internal sealed class SqlUser(string name, byte[] sid, int id)
{
    public string Name { get; } = name;

    public int Id { get; } = id;

    public byte[] Sid { get; set; } = sid;

    public HashSet<string> Roles { get; } = new(StringComparer.OrdinalIgnoreCase);
}
