using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// Passes over an object whose copy is known to be old, because the operator itself wrote to it meanwhile: judged again
/// now, it would be written again. The newer copy is on its way, and causes a run when it comes.
/// </summary>
internal sealed class UpToDateReconciler<T>(Informer<T> informer, ClusterWriter writer, IReconciler<ObjectKey> inner) : IReconciler<ObjectKey>
    where T : class, IKubernetesObject<T>
{
    private static readonly Task<ReconcileResult> Done = Task.FromResult(ReconcileResult.Done);

    public Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken) =>
        informer.Find(key.Namespace, key.Name) is { } copy && writer.IsOutdated(copy) ? Done : inner.ReconcileAsync(key, cancellationToken);
}
