using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>What the Mendix runtime is told; every environment the same.</summary>
internal static class EphemeralSettings
{
    // The runtime documents DatabaseJdbcUrl as overriding the other connection settings; `mem:` is HSQLDB's own word
    // for a database that is never written to a file.
    public static RuntimeSettings Database() => new()
    {
        { "DatabaseType", "HSQLDB" },
        { "DatabaseName", "default" },
        { "DatabaseJdbcUrl", "jdbc:hsqldb:mem:default" },
    };

    public static RuntimeSettings File() => new() { { "com.mendix.core.StorageService", "com.mendix.storage.localfilesystem" } };
}
