using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Tasks;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>Makes, finds and removes the pods that run provisioners.</summary>
internal sealed class StorageTaskPods(TaskPods pods, IOptions<OperatorOptions> options)
{
    public Pod? Find(ObjectKey instance) => pods.Find(instance);

    /// <exception cref="StaleViewException">There is a task pod of that name already.</exception>
    /// <exception cref="UnmetWishException">There is somebody else's, or the API server refused ours.</exception>
    public Task CreateAsync(StorageInstance instance, StorageTask task, TaskPodOrder order, CancellationToken cancellationToken) => pods.CreateAsync(
        TaskPodRenderer.Render(instance, task, pods.Complete(order, instance.Metadata.Namespace!, instance.Spec!.AppName)), instance, cancellationToken);

    /// <summary>Removes the pod, if it is still the observed one.</summary>
    public Task DeleteAsync(Pod pod, CancellationToken cancellationToken) => pods.DeleteAsync(pod, cancellationToken);

    /// <summary>How long it is until a pod that failed is followed by another one.</summary>
    public TimeSpan RemainingPause(Pod pod, TaskPodState state) => pods.RemainingPause(pod, state, options.Value.StorageControllers);
}
