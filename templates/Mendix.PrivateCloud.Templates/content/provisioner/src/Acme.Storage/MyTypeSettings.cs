using Mendix.PrivateCloud.Provisioning;

namespace AcmeStorage;

/// <summary>What the Mendix runtime is told, in its own words.</summary>
internal static class MyTypeSettings
{
    public static RuntimeSettings Of(string folder) => new()
    {
#if (Category == "database")
        { "DatabaseType", "HSQLDB" },
        { "DatabaseName", "app" },
        { "DatabaseJdbcUrl", $"jdbc:hsqldb:file:{folder}/app" },
#else
        { "com.mendix.core.StorageService", "com.mendix.storage.localfilesystem" },
        { "UploadedFilesPath", folder },
#endif
    };
}
