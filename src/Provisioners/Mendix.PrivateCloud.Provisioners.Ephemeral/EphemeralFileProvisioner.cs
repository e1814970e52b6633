using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>
/// Files in the runtime's own file system. Several replicas are allowed, as in the original, although each then has
/// files of its own and users need sticky sessions (reference, storage plans 4).
/// </summary>
internal sealed class EphemeralFileProvisioner(ILogger logger)
    : EphemeralProvisioner(EphemeralTypes.File, StorageCategory.File, Settings, logger, maxReplicas: null)
{
    private static readonly RuntimeSettings Settings = new() { { "com.mendix.core.StorageService", "com.mendix.storage.localfilesystem" } };
}
