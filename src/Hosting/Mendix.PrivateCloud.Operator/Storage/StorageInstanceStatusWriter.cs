using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Writes what a StorageInstance says of itself.</summary>
internal sealed class StorageInstanceStatusWriter(ClusterWriter writer, StatusEvents events, TimeProvider time)
{
    /// <param name="instance">The instance as it was seen.</param>
    /// <param name="verdict">How it is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="taskFailures">How often in a row its task failed; null leaves the number as it is while the instance is not ready.</param>
    public async Task WriteAsync(StorageInstance instance, Verdict verdict, CancellationToken cancellationToken, int? taskFailures = null)
    {
        var desired = Empty(instance);
        desired.Status = new StorageInstanceStatus
        {
            ObservedGeneration = instance.Metadata.Generation,
            Phase = verdict.Phase,
            SecretName = verdict.IsReady ? instance.Metadata.Name : null,
            TaskFailures = verdict.IsReady ? null : taskFailures ?? instance.Status?.TaskFailures,
            Conditions = Conditions.Next(
                instance.Status?.Conditions, time.GetUtcNow(), verdict.ToConditions(instance.Metadata.Generation)),
        };
        await writer.ApplyStatusAsync(desired, instance, cancellationToken);
        events.OnVerdict(instance, instance.Status?.Conditions, verdict);
    }

    /// <summary>Writes down that there may be a tenant from now on, if the instance still is exactly as given.</summary>
    /// <exception cref="StaleViewException">It is not.</exception>
    /// <returns>The instance as it is now.</returns>
    public Task<StorageInstance> WriteTenantAsync(StorageInstance instance, string tenantId, CancellationToken cancellationToken) =>
        ApplyTenantAsync(instance, new StorageInstanceStatus { TenantId = tenantId }, cancellationToken);

    /// <summary>
    /// Takes back that there may be a tenant: it has shown that nothing was made since that was written. If the instance still is
    /// exactly as given.
    /// </summary>
    /// <exception cref="StaleViewException">It is not.</exception>
    public Task WithdrawTenantAsync(StorageInstance instance, CancellationToken cancellationToken) =>
        ApplyTenantAsync(instance, new StorageInstanceStatus(), cancellationToken);

    private Task<StorageInstance> ApplyTenantAsync(StorageInstance instance, StorageInstanceStatus status, CancellationToken cancellationToken)
    {
        var desired = Empty(instance);
        desired.Metadata.ResourceVersion = instance.Metadata.ResourceVersion;
        desired.Status = status;
        return writer.ApplyTenantAsync(desired, cancellationToken);
    }

    private static StorageInstance Empty(StorageInstance instance) => new()
    {
        Metadata = new ObjectMeta { Namespace = instance.Metadata.Namespace, Name = instance.Metadata.Name, Uid = instance.Metadata.Uid },
    };
}
