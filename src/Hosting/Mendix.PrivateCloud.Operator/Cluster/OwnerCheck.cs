using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// Looks at an owner itself before something is made for it that it had already. What is missing then was taken by somebody,
/// or the owner is gone, what it owned is being collected, and only the copy of the owner is old: made again, a database or
/// a pod would come to be for nobody.
/// </summary>
internal sealed class OwnerCheck(KubernetesClient client, ClusterView view)
{
    /// <summary>To be called before an object is made. The first time, which the owner's status tells, costs nothing.</summary>
    /// <exception cref="StaleViewException">The owner is not there any more, or is being deleted.</exception>
    public async Task BeforeMakingAsync(IKubernetesObject child, CancellationToken cancellationToken)
    {
        if (Owners.ControllerOf(child) is { } owner)
        {
            await (owner.Kind switch
            {
                nameof(MendixApp) => CheckAsync(view.Apps, app => app.Status is not null && (child is not Runtime || HadRuntime(app))),
                nameof(Endpoint) => CheckAsync(view.Endpoints, endpoint => endpoint.Status is not null),
                nameof(StorageInstance) => CheckAsync(view.Instances, instance => instance.Status?.Phase == Phases.Ready),
                nameof(Runtime) => CheckAsync(view.Runtimes, runtime => runtime.Status is not null),
                _ => Task.CompletedTask,
            });
        }

        Task CheckAsync<T>(Informer<T> informer, Func<T, bool> hadIt)
            where T : class, IKubernetesObject<T> =>
            // Another one by now: the child would be made for the one before.
            informer.Find(child.Metadata.Namespace, owner.Name) is not { } copy || copy.Metadata.Uid != owner.Uid ? throw new StaleViewException()
            : hadIt(copy) ? EnsureThereAsync(copy, cancellationToken)
            : Task.CompletedTask;
    }

    /// <exception cref="StaleViewException">The object is not there any more, or is being deleted.</exception>
    public async Task EnsureThereAsync<T>(T copy, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        var live = await client.FindAsync<T>(copy.Metadata.Namespace, copy.Metadata.Name!, cancellationToken);
        if (live is null || live.Metadata.Uid != copy.Metadata.Uid || live.Metadata.DeletionTimestamp is not null)
        {
            throw new StaleViewException();
        }
    }

    // It comes later than the other parts, and until then the status says so.
    private static bool HadRuntime(MendixApp app) =>
        app.Status!.Conditions?.Any(condition => condition is { Type: ConditionTypes.RuntimeReady, Reason: not Reasons.Waiting }) == true;
}
