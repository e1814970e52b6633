using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Writes what a StorageInstance says of itself.</summary>
internal sealed class StorageInstanceStatusWriter(ClusterWriter writer, StatusEvents events, TimeProvider time)
{
    public async Task WriteAsync(StorageInstance instance, Verdict verdict, CancellationToken cancellationToken)
    {
        var desired = Empty(instance);
        desired.Status = new StorageInstanceStatus
        {
            ObservedGeneration = instance.Metadata.Generation,
            Phase = verdict.Phase,
            SecretName = verdict.IsReady ? instance.Metadata.Name : null,
            Conditions = Conditions.Next(
                instance.Status?.Conditions, time.GetUtcNow(), verdict.ToConditions(instance.Metadata.Generation)),
        };
        await writer.ApplyStatusAsync(desired, instance, cancellationToken);
        events.OnVerdict(instance, instance.Status?.Conditions, verdict);
    }

    /// <summary>Writes down that there may be a tenant from now on, if the instance still is exactly as given.</summary>
    /// <exception cref="StaleViewException">It is not.</exception>
    public Task WriteTenantAsync(StorageInstance instance, string tenantId, CancellationToken cancellationToken)
    {
        var desired = Empty(instance);
        desired.Metadata.ResourceVersion = instance.Metadata.ResourceVersion;
        desired.Status = new StorageInstanceStatus { TenantId = tenantId };
        return writer.ApplyTenantAsync(desired, cancellationToken);
    }

    private static StorageInstance Empty(StorageInstance instance) => new()
    {
        Metadata = new ObjectMeta { Namespace = instance.Metadata.Namespace, Name = instance.Metadata.Name, Uid = instance.Metadata.Uid },
    };
}
