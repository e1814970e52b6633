using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Cluster;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>Makes, finds and removes the pods that run provisioners.</summary>
internal sealed class StorageTaskPods(Leadership leadership, ClusterView view, IOptions<OperatorOptions> options, TimeProvider time)
{
    public Pod? Find(ObjectKey instance) => view.TaskPods.Find(instance.Namespace, instance.Name);

    /// <exception cref="StaleViewException">There is a task pod of that name already.</exception>
    /// <exception cref="UnmetWishException">There is somebody else's, or the API server refused ours.</exception>
    public async Task CreateAsync(StorageInstance instance, StorageTask task, TaskPodOrder order, CancellationToken cancellationToken)
    {
        var (space, app) = (instance.Metadata.Namespace!, instance.Spec!.AppName);
        var pod = TaskPodRenderer.Render(
            instance, task, order.For(view.Apps.Find(space, app), view.Configurations.Find(space, OperatorConfiguration.ObjectName)));
        try
        {
            await leadership.Client.CreateAsync(pod, cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsAlreadyExists)
        {
            // One that does not bear our label is not in view, however long we wait.
            var found = await leadership.Client.FindAsync<Pod>(space, pod.Metadata.Name!, cancellationToken);
            throw found is not null && found.Metadata.Labels?.ContainsKey(TaskPod.Verb) != true
                ? UnmetWishException.Taken(found, Owners.ReferenceTo(instance), isRetried: true)
                : new StaleViewException();
        }
        catch (KubernetesException exception) when (exception.IsForbidden || exception.IsInvalid)
        {
            throw UnmetWishException.Refused(pod, exception);
        }
    }

    /// <summary>Removes the pod, if it is still the observed one. Its program is stopped, which every task stands.</summary>
    public Task DeleteAsync(Pod pod, CancellationToken cancellationToken) => leadership.Client.DeleteAsync(pod, cancellationToken: cancellationToken);

    /// <summary>How long it is until a pod that failed is followed by another one: as after a failure in the operator's process.</summary>
    public TimeSpan RemainingPause(Pod pod, TaskPodState state)
    {
        var (initial, longest) = (options.Value.StorageControllers.BackoffInitial, options.Value.StorageControllers.BackoffMax);
        var pause = initial * Math.Pow(2, Math.Min(TaskPod.AttemptOf(pod) - 1, 30));
        var due = (state.EndedAt ?? pod.Metadata.CreationTimestamp ?? time.GetUtcNow()) + (pause < longest ? pause : longest);
        return due - time.GetUtcNow();
    }
}
