namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>What is to be done with a tenant.</summary>
public enum StorageTaskVerb
{
    /// <summary>It is to be made, and its Secret to be created.</summary>
    Provision,

    /// <summary>It is to be removed.</summary>
    Deprovision,
}
