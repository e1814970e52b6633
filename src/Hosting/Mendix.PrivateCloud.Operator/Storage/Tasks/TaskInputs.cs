using System.Security.Cryptography;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>
/// What a task works with, in one word that gives nothing away: the plan as the instance keeps it, and the version of its Secret.
/// </summary>
internal sealed class TaskInputs(PlanLoader plans)
{
    /// <exception cref="ProvisioningException">The Secret is missing, or the operator knows the type and the values are no valid plan.</exception>
    public async Task<string> ReadAsync(StorageInstance instance, CancellationToken cancellationToken)
    {
        var reference = instance.Spec!.Provisioner!;
        // Read and not taken from the cache, which may hold the version from before our own mark.
        var version = await plans.ValidateAsync(instance.Metadata.Namespace!, reference, cancellationToken);
        var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reference, StorageInstance.TypeInfo.Options.GetTypeInfo(typeof(ProvisionerReference))));
        return $"{Convert.ToHexStringLower(digest)[..16]}-{version}";
    }
}
