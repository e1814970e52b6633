using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Tasks;

/// <summary>Makes, finds and removes the pods that work for the operator. Each bears the name of what it works for, so there is one at a time.</summary>
internal sealed class TaskPods(Leadership leadership, ClusterView view, TimeProvider time)
{
    public Pod? Find(ObjectKey owner) => view.TaskPods.Find(owner.Namespace, owner.Name);

    /// <summary>The order with what app and OperatorConfiguration want of all pods.</summary>
    public TaskPodOrder Complete(TaskPodOrder order, string space, string app) =>
        order.For(view.Apps.Find(space, app), view.Configurations.Find(space, OperatorConfiguration.ObjectName));

    /// <exception cref="StaleViewException">There is a task pod of that name already.</exception>
    /// <exception cref="UnmetWishException">There is somebody else's, or the API server refused ours.</exception>
    public async Task CreateAsync(Pod pod, IKubernetesObject owner, CancellationToken cancellationToken)
    {
        try
        {
            await leadership.Client.CreateAsync(pod, cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsAlreadyExists)
        {
            // One that does not bear our label is not in view, however long we wait.
            var found = await leadership.Client.FindAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name!, cancellationToken);
            throw found is not null && found.Metadata.Labels?.ContainsKey(TaskPod.Verb) != true
                ? UnmetWishException.Taken(found, Owners.ReferenceTo(owner), isRetried: true)
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
    public TimeSpan RemainingPause(Pod pod, TaskPodState state, ControllerOptions controllers)
    {
        var pause = controllers.BackoffInitial * Math.Pow(2, Math.Min(TaskPod.AttemptOf(pod) - 1, 30));
        var due = (state.EndedAt ?? pod.Metadata.CreationTimestamp ?? time.GetUtcNow()) + (pause < controllers.BackoffMax ? pause : controllers.BackoffMax);
        return due - time.GetUtcNow();
    }
}
