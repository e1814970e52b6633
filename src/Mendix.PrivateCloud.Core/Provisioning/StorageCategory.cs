namespace Mendix.PrivateCloud.Provisioning;

/// <summary>What a storage tenant is for. Every environment has exactly one tenant of each category.</summary>
public enum StorageCategory
{
    /// <summary>The database of an environment; never shared between environments.</summary>
    Database,

    /// <summary>The file (blob) storage of an environment.</summary>
    File,
}
