using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Connections;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>
/// What a task works with, in one word that gives nothing away: the plan as the instance keeps it, the version of its Secret, and how
/// its server is reached.
/// </summary>
internal sealed class TaskInputs(ClusterView view, PlanLoader plans)
{
    /// <exception cref="ProvisioningException">A Secret is missing or of no use, or the operator knows the type and the values are no valid plan.</exception>
    public async Task<string> ReadAsync(StorageInstance instance, CancellationToken cancellationToken)
    {
        var reference = instance.Spec!.Provisioner!;
        // Read and not taken from the cache, which may hold the version from before our own mark.
        var version = await plans.ValidateAsync(instance.Metadata.Namespace!, reference, cancellationToken);
        var plan = JsonSerializer.Serialize(reference, StorageInstance.TypeInfo.Options.GetTypeInfo(typeof(ProvisionerReference)));
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{plan}\n{NamespaceConnections.InputsOf(view, instance.Metadata.Namespace!)}"));
        return $"{Convert.ToHexStringLower(digest)[..16]}-{version}";
    }
}
