using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>
/// The runtime's built-in database, in memory. Each replica would have a database of its own, so there may be only one
/// (reference, storage plans 3.4).
/// </summary>
internal sealed class EphemeralDatabaseProvisioner(string type, ILogger logger)
    : EphemeralProvisioner(type, StorageCategory.Database, EphemeralSettings.Database, logger, maxReplicas: 1);
