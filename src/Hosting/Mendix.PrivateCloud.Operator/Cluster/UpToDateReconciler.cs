using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// Passes over an object whose copy is known to be old, because the operator itself wrote to it meanwhile: judged again
/// now, it would be written again. The newer copy is on its way.
/// </summary>
internal sealed class UpToDateReconciler<T>(Informer<T> informer, ClusterWriter writer, IReconciler<ObjectKey> inner) : IReconciler<ObjectKey>
    where T : class, IKubernetesObject<T>
{
    // By time, because the copy itself may cause no run: not every change of a status is a reason to look again.
    private static readonly Task<ReconcileResult> Soon = Task.FromResult(ReconcileResult.After(TimeSpan.FromMilliseconds(100)));

    public Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken) =>
        informer.Find(key.Namespace, key.Name) is { } copy && writer.IsOutdated(copy) ? Soon : inner.ReconcileAsync(key, cancellationToken);
}
