namespace Mendix.PrivateCloud.Provisioning;

/// <summary>The provisioners that a host has registered, by type.</summary>
public interface IStorageProvisioners
{
    /// <summary>The registered types in alphabetical order.</summary>
    IReadOnlyList<string> Types { get; }

    /// <summary>The provisioner of a type.</summary>
    /// <param name="type">As a StoragePlan names it, such as <c>postgres</c>.</param>
    /// <exception cref="ProvisioningException">No such type is registered (<see cref="FailureKind.Configuration"/>); the message lists those that are.</exception>
    IStorageProvisioner Get(string type);
}
