using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>
/// Files in the runtime's own file system. Several replicas are allowed unless the host says otherwise, as in the
/// original, although each then has files of its own and users need sticky sessions (reference, storage plans 4).
/// </summary>
internal sealed class EphemeralFileProvisioner(string type, EphemeralOptions options, ILogger logger)
    : EphemeralProvisioner(type, StorageCategory.File, EphemeralSettings.File, logger, options.MaxFileReplicas);
