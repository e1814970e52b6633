using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// Passes over an object whose copy is known to be old, because the operator itself wrote to it meanwhile: judged again
/// now, it would be written again. The newer copy is on its way; so it is when a reconcile finds that its view was stale.
/// </summary>
internal sealed class UpToDateReconciler<T>(Informer<T> informer, ClusterWriter writer, IReconciler<ObjectKey> inner) : IReconciler<ObjectKey>
    where T : class, IKubernetesObject<T>
{
    // By time, because the copy itself may cause no run: not every change of a status is a reason to look again.
    private static readonly ReconcileResult Soon = ReconcileResult.After(StaleViewException.Delay);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (informer.Find(key.Namespace, key.Name) is { } copy && writer.IsOutdated(copy))
        {
            return Soon;
        }

        try
        {
            return await inner.ReconcileAsync(key, cancellationToken);
        }
        catch (StaleViewException)
        {
            return Soon;
        }
    }
}
