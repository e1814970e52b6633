using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Writes what a StorageInstance says of itself.</summary>
internal sealed class StorageInstanceStatusWriter(ClusterWriter writer, StatusEvents events, TimeProvider time)
{
    public Task WriteAsync(StorageInstance instance, Verdict verdict, CancellationToken cancellationToken) =>
        WriteAsync(instance, verdict, instance.Status?.TenantId, cancellationToken);

    public Task<StorageInstance> WriteIntentAsync(StorageInstance instance, Verdict verdict, CancellationToken cancellationToken) =>
        WriteAsync(instance, verdict, StorageTenant.IdOf(instance), cancellationToken);

    private async Task<StorageInstance> WriteAsync(StorageInstance instance, Verdict verdict, string? tenantId, CancellationToken cancellationToken)
    {
        var desired = new StorageInstance
        {
            Metadata = new ObjectMeta { Namespace = instance.Metadata.Namespace, Name = instance.Metadata.Name, Uid = instance.Metadata.Uid },
            Status = new StorageInstanceStatus
            {
                ObservedGeneration = instance.Metadata.Generation,
                Phase = verdict.Phase,
                TenantId = tenantId,
                SecretName = verdict.IsReady ? instance.Metadata.Name : null,
                Conditions = Conditions.Next(
                    instance.Status?.Conditions, time.GetUtcNow(), verdict.ToCondition(ConditionTypes.Ready, instance.Metadata.Generation)),
            },
        };
        var written = await writer.ApplyStatusAsync(desired, instance, cancellationToken);
        events.OnVerdict(instance, instance.Status?.Conditions, verdict);
        return written;
    }
}
