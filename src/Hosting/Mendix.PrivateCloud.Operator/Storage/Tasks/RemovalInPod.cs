using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Operator.Tasks;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>Has a tenant removed by a pod.</summary>
internal sealed class RemovalInPod(StorageTaskPods pods, TaskInputs inputs, StorageInstanceStatusWriter status)
{
    /// <summary>Takes the next step, and tells it.</summary>
    /// <returns>Null when the tenant is gone, and every pod with it.</returns>
    /// <exception cref="ProvisioningException">The plan cannot work.</exception>
    /// <exception cref="StaleViewException">Something is not any more as it was seen.</exception>
    public async Task<ReconcileResult?> AdvanceAsync(StorageInstance instance, string? tenantId, CancellationToken cancellationToken)
    {
        if (pods.Find(new ObjectKey(instance.Metadata.Namespace!, instance.Metadata.Name!)) is not { } pod)
        {
            return tenantId is null ? null : await BeginAsync(instance, tenantId, cancellationToken);
        }

        if (pod.Metadata.DeletionTimestamp is not null)
        {
            return ReconcileResult.Done;
        }

        if (!TaskPod.Does(pod, StorageTaskPod.WordFor(StorageTaskVerb.Deprovision)) || !TaskPod.IsOf(pod, instance))
        {
            // Two programs must never work on one tenant. What the first one made is found by the second.
            await pods.DeleteAsync(pod, cancellationToken);
            return ReconcileResult.Done;
        }

        var state = TaskPodState.Of(pod, StorageTaskPod.Remedy);
        switch (state.Phase)
        {
            case TaskPodPhase.Underway when state.IsStuck && await IsOutdatedAsync(instance, pod, cancellationToken):
                await pods.DeleteAsync(pod, cancellationToken);
                return ReconcileResult.Done;
            case TaskPodPhase.Underway:
                await status.WriteAsync(instance, Verdict.Deleting(Reasons.Deleting, state.Words), cancellationToken);
                return ReconcileResult.Done;
            case TaskPodPhase.Succeeded:
                await pods.DeleteAsync(pod, cancellationToken);
                return null;
            default:
                return await FailAsync(instance, pod, state, cancellationToken);
        }
    }

    private async Task<ReconcileResult> BeginAsync(StorageInstance instance, string tenantId, CancellationToken cancellationToken)
    {
        var reference = instance.Spec!.Provisioner!;
        var order = new TaskPodOrder
        {
            // What failed while it was made does not delay its removal.
            Attempt = instance.Status?.Phase == Phases.Deleting ? (instance.Status.TaskFailures ?? 0) + 1 : 1,
            Inputs = await inputs.ReadAsync(instance, cancellationToken),
        };
        var task = new StorageTask
        {
            Verb = StorageTaskVerb.Deprovision,
            Type = reference.Type,
            Parameters = reference.Parameters,
            Namespace = instance.Metadata.Namespace!,
            Environment = instance.Spec.AppName,
            TenantId = tenantId,
        };
        await pods.CreateAsync(instance, task, order, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task<ReconcileResult> FailAsync(StorageInstance instance, Pod pod, TaskPodState state, CancellationToken cancellationToken)
    {
        await status.WriteAsync(instance, Verdict.Deleting(Reasons.DeprovisioningFailed, state.Words), cancellationToken, TaskPod.AttemptOf(pod));
        if (state.ExitCode is TaskExitCodes.PlanWrong or TaskExitCodes.NameTaken or TaskExitCodes.FailedForGood)
        {
            if (await IsOutdatedAsync(instance, pod, cancellationToken))
            {
                await pods.DeleteAsync(pod, cancellationToken);
            }

            return ReconcileResult.Blocked(state.Words);
        }

        if (pods.RemainingPause(pod, state) is { } pause && pause > TimeSpan.Zero)
        {
            return ReconcileResult.After(pause);
        }

        await pods.DeleteAsync(pod, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task<bool> IsOutdatedAsync(StorageInstance instance, Pod pod, CancellationToken cancellationToken) =>
        pod.Metadata.Annotations?.GetValueOrDefault(TaskPod.Inputs) != await inputs.ReadAsync(instance, cancellationToken);
}
