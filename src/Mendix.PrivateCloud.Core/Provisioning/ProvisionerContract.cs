namespace Mendix.PrivateCloud.Provisioning;

/// <summary>The version of the contract between host and provisioner.</summary>
/// <remarks>See <c>docs/decisions</c>: it rises only when an existing plugin binary would stop working.</remarks>
public static class ProvisionerContract
{
    /// <summary>
    /// The current version. A constant on purpose: it is compiled into the plugin, so that the host can compare what
    /// the plugin was built against with what it is itself.
    /// </summary>
    public const int Version = 1;
}
