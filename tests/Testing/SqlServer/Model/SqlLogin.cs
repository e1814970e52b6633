namespace Mendix.PrivateCloud.Testing.SqlServer.Model;

/// <summary>A SQL login.</summary>
internal sealed class SqlLogin(string name, byte[] sid, DateTime createdAt)
{
    public string Name { get; } = name;

    public byte[] Sid { get; } = sid;

    public DateTime CreatedAt { get; } = createdAt;

    public string Password { get; set; } = "";

    public bool IsDisabled { get; set; }

    public bool IsLocked { get; set; }

    /// <summary>Fixed server roles; in Azure mode <c>sysadmin</c> stands for the server's administrator.</summary>
    public HashSet<string> ServerRoles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Server permissions granted by name.</summary>
    public HashSet<string> Permissions { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsAdministrator => ServerRoles.Contains("sysadmin");
}
