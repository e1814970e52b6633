namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>The type names under which the provisioners are registered.</summary>
public static class EphemeralTypes
{
    /// <summary>The runtime's database in memory.</summary>
    public const string Database = "ephemeral-database";

    /// <summary>Files in the runtime's own file system.</summary>
    public const string File = "ephemeral-file";
}
