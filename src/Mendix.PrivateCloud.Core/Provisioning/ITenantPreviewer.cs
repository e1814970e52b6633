namespace Mendix.PrivateCloud.Provisioning;

/// <summary>A provisioner that can say beforehand what <see cref="IStorageProvisioner.ProvisionAsync"/> would do.</summary>
public interface ITenantPreviewer
{
    /// <summary>The statements and calls that provisioning would perform now, in order, with secrets hidden. Changes nothing.</summary>
    /// <exception cref="ProvisioningException">The server could not be looked at, or a name is taken by something foreign.</exception>
    Task<IReadOnlyList<string>> PreviewAsync(object plan, Tenant tenant, CancellationToken cancellationToken);
}
