namespace Mendix.PrivateCloud.Provisioning;

/// <summary>Holds the registered provisioners. Host and plugin meet here: what does not fit together is refused here.</summary>
internal sealed class StorageProvisioners : IStorageProvisioners
{
    private readonly SortedDictionary<string, IStorageProvisioner> _byType = new(StringComparer.Ordinal);

    public StorageProvisioners(IEnumerable<IStorageProvisioner> provisioners)
    {
        foreach (var provisioner in provisioners)
        {
            var descriptor = provisioner.Descriptor;
            if (descriptor.ContractVersion != ProvisionerContract.Version)
            {
                throw new InvalidOperationException(
                    $"The provisioner '{descriptor.Type}' ({provisioner.GetType().FullName}) was built for version {descriptor.ContractVersion} of the " +
                    $"provisioner contract; this host speaks version {ProvisionerContract.Version}. " +
                    (descriptor.ContractVersion > ProvisionerContract.Version ? "Update Mendix.PrivateCloud.Core in the host." : "Update the provisioner's package."));
            }

            if (!_byType.TryAdd(descriptor.Type, provisioner))
            {
                throw new InvalidOperationException(
                    $"Two provisioners are registered for the type '{descriptor.Type}': {_byType[descriptor.Type].GetType().FullName} and " +
                    $"{provisioner.GetType().FullName}. Remove one, or register it under another name.");
            }
        }
    }

    public IReadOnlyList<string> Types => [.. _byType.Keys];

    public IStorageProvisioner Get(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _byType.TryGetValue(type, out var provisioner) ? provisioner : throw new ProvisioningException(
            FailureKind.Configuration,
            $"No provisioner of the type '{type}' is registered.",
            _byType.Count == 0
                ? "Register one, for example with AddPostgres()."
                : $"Registered are: {string.Join(", ", _byType.Keys)}.");
    }
}
