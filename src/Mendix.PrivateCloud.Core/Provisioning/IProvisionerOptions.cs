namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// Options of a provisioner that its host sets in code: time limits, numbers of connections, files of certificates.
/// What an administrator decides per server is a field of the plan instead.
/// </summary>
public interface IProvisionerOptions
{
    /// <summary>Everything that is wrong, one sentence per fault with the property's name, its value and what it must be; empty when all is well.</summary>
    IEnumerable<string> Problems();
}
