using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Lets the Secret of a plan go when its last tenant is gone, and holds one that tenants were made with before.</summary>
internal sealed class PlanSecretReconciler(ClusterView view, PlanSecretHold hold) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Secrets.Find(key.Namespace, key.Name) is { } secret)
        {
            await hold.SettleAsync(secret, cancellationToken);
        }

        return ReconcileResult.Done;
    }
}
