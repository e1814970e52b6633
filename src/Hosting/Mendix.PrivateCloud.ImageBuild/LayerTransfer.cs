namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>How a layer came into the target's repository.</summary>
public enum LayerTransfer
{
    /// <summary>It was there.</summary>
    Present,

    /// <summary>The registry took it over from the base image's repository; no byte was sent.</summary>
    Mounted,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>It is not kept in registries: the base image names addresses from which nodes fetch it.</summary>
    Foreign,
}
