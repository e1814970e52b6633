using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>
/// The runtime's built-in database, in memory. Each replica would have a database of its own, so there may be only one
/// (reference, storage plans 3.4).
/// </summary>
internal sealed class EphemeralDatabaseProvisioner(ILogger logger)
    : EphemeralProvisioner(EphemeralTypes.Database, StorageCategory.Database, Settings, logger, maxReplicas: 1)
{
    // The runtime documents DatabaseJdbcUrl as overriding the other connection settings; `mem:` is HSQLDB's own word
    // for a database that is never written to a file.
    private static readonly RuntimeSettings Settings = new()
    {
        { "DatabaseType", "HSQLDB" },
        { "DatabaseName", "default" },
        { "DatabaseJdbcUrl", "jdbc:hsqldb:mem:default" },
    };
}
