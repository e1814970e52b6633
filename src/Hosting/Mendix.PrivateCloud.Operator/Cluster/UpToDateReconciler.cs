using System.Collections.Concurrent;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// Passes over an object whose copy is known to be old, because the operator itself wrote to it meanwhile: judged again
/// now, it would be written again. The newer copy is on its way; so it is when a reconcile finds that its view was stale.
/// </summary>
internal sealed class UpToDateReconciler<T>(Informer<T> informer, ClusterWriter writer, IReconciler<ObjectKey> inner, TimeProvider time)
    : IReconciler<ObjectKey>
    where T : class, IKubernetesObject<T>
{
    // By time, because the copy itself may cause no run: not every change of a status is a reason to look again.
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    // A connection that died is noticed after minutes, and until then each look costs requests.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ObjectKey, long> _staleSince = new();

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (informer.Find(key.Namespace, key.Name) is { } copy && writer.IsOutdated(copy))
        {
            return LookAgain(key);
        }

        try
        {
            var result = await inner.ReconcileAsync(key, cancellationToken);
            _staleSince.TryRemove(key, out _);
            return result;
        }
        catch (StaleViewException)
        {
            return LookAgain(key);
        }
    }

    // As long again as it has been stale already. Not longer with each look: other news may cause many of them within a moment.
    private ReconcileResult LookAgain(ObjectKey key)
    {
        var stale = time.GetElapsedTime(_staleSince.GetOrAdd(key, static (_, time) => time.GetTimestamp(), time));
        return ReconcileResult.After(stale < First ? First : stale < Longest ? stale : Longest);
    }
}
