using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Operator.Tasks;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Reconciling;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Storage.Tasks;

/// <summary>
/// Has a tenant made by a pod. It succeeded when the pod ended well <em>and</em> created the Secret (documented). What is next is read
/// from the pod alone: who deletes one that failed gets another one at once.
/// </summary>
internal sealed class ProvisioningInPod(
    StorageTaskPods pods,
    TaskInputs inputs,
    DedicatedPlanClaim claim,
    PlanSecretHold hold,
    CredentialsSecret credentials,
    OwnerCheck owners,
    StorageInstanceStatusWriter status,
    IStorageProvisioners provisioners,
    IOptions<OperatorOptions> options)
{
    private static readonly TimeSpan ClaimReleaseDelay = TimeSpan.FromSeconds(1);

    /// <summary>Takes the next step, and tells it.</summary>
    /// <returns>Null when there is no task any more, and the Secret is there.</returns>
    /// <exception cref="ProvisioningException">The plan cannot work.</exception>
    /// <exception cref="StaleViewException">Something is not any more as it was seen.</exception>
    public async Task<ReconcileResult?> AdvanceAsync(StorageInstance instance, Secret? secret, CancellationToken cancellationToken)
    {
        if (pods.Find(new ObjectKey(instance.Metadata.Namespace!, instance.Metadata.Name!)) is not { } pod)
        {
            return secret is null ? await BeginAsync(instance, cancellationToken) : null;
        }

        if (!TaskPod.IsOf(pod, instance) || pod.Metadata.DeletionTimestamp is not null)
        {
            return await WaitAsync(instance, $"Waiting until the pod '{pod.Metadata.Name}' of an earlier task is gone.", cancellationToken);
        }

        var state = TaskPodState.Of(pod, StorageTaskPod.Remedy);
        switch (state.Phase)
        {
            case TaskPodPhase.Underway when state.IsStuck && await IsOutdatedAsync(instance, pod, cancellationToken):
                await pods.DeleteAsync(pod, cancellationToken);
                return ReconcileResult.Done;
            case TaskPodPhase.Underway:
                return await WaitAsync(instance, state.Words, cancellationToken);
            case TaskPodPhase.Succeeded when secret is not null:
                await pods.DeleteAsync(pod, cancellationToken);
                return null;
            case TaskPodPhase.Succeeded:
                return await RetryAsync(
                    instance, pod, state with { Words = $"The pod '{pod.Metadata.Name}' ended well and did not create the Secret '{instance.Metadata.Name}'. Correct its program." }, secret, cancellationToken);
            default:
                return await FailAsync(instance, pod, state, secret, cancellationToken);
        }
    }

    private async Task<ReconcileResult> BeginAsync(StorageInstance instance, CancellationToken cancellationToken)
    {
        if (instance.Status?.TenantId is not null)
        {
            // Its Secret was lost. Or the tenant was removed, and this is a copy from before: then there must not be another one.
            await owners.EnsureThereAsync(instance, cancellationToken);
        }

        var reference = instance.Spec!.Provisioner!;
        var descriptor = provisioners.Types.Contains(reference.Type) ? provisioners.Get(reference.Type).Descriptor : null;
        if (await claim.TakeAsync(instance, descriptor, cancellationToken) is { } taken)
        {
            await status.WriteAsync(instance, taken, cancellationToken);
            return taken.IsFailed ? ReconcileResult.Blocked(taken.Message) : ReconcileResult.After(ClaimReleaseDelay);
        }

        await hold.TakeAsync(instance, cancellationToken);
        var word = await inputs.ReadAsync(instance, cancellationToken);
        var isFirst = instance.Status?.TenantId is null;
        // Nobody hears of the pod's first effect, so there may be a tenant as soon as there is a pod.
        var noted = isFirst ? await status.WriteTenantAsync(instance, StorageTenant.IdOf(instance), cancellationToken) : instance;
        var order = new TaskPodOrder { Attempt = (instance.Status?.TaskFailures ?? 0) + 1, Inputs = word, IsFirst = isFirst };
        try
        {
            await pods.CreateAsync(instance, Task(instance), order, cancellationToken);
        }
        catch (UnmetWishException) when (isFirst)
        {
            await status.WithdrawTenantAsync(noted, cancellationToken);
            throw;
        }

        return ReconcileResult.Done;
    }

    private StorageTask Task(StorageInstance instance) => new()
    {
        Verb = StorageTaskVerb.Provision,
        Type = instance.Spec!.Provisioner!.Type,
        Parameters = instance.Spec.Provisioner.Parameters,
        Namespace = instance.Metadata.Namespace!,
        Environment = instance.Spec.AppName,
        TenantId = StorageTenant.IdOf(instance),
        Secret = CredentialsSecret.Skeleton(instance, StorageTenant.IdOf(instance)),
        SecretFormat = options.Value.SecretFormat,
    };

    private async Task<ReconcileResult> WaitAsync(StorageInstance instance, string message, CancellationToken cancellationToken)
    {
        await status.WriteAsync(instance, Verdict.Processing(Reasons.Processing, message), cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task<ReconcileResult> FailAsync(StorageInstance instance, Pod pod, TaskPodState state, Secret? secret, CancellationToken cancellationToken)
    {
        if (state.ExitCode is not (TaskExitCodes.PlanWrong or TaskExitCodes.NameTaken or TaskExitCodes.FailedForGood))
        {
            return await RetryAsync(instance, pod, state, secret, cancellationToken);
        }

        var hasMadeNothing = state.ExitCode != TaskExitCodes.FailedForGood && pod.Metadata.Annotations?.ContainsKey(StorageTaskPod.IsFirst) == true;
        if (hasMadeNothing && instance.Status?.TenantId is not null)
        {
            // From now on a corrected plan reaches the instance again.
            await status.WithdrawTenantAsync(instance, cancellationToken);
        }

        var reason = state.ExitCode == TaskExitCodes.NameTaken ? Reasons.Conflict : Reasons.ProvisioningFailed;
        await status.WriteAsync(instance, Verdict.Failed(reason, state.Words), cancellationToken, TaskPod.AttemptOf(pod));
        if (await IsOutdatedAsync(instance, pod, cancellationToken))
        {
            await RemoveAsync(instance, pod, secret, cancellationToken);
        }

        return ReconcileResult.Blocked(state.Words);
    }

    private async Task<bool> IsOutdatedAsync(StorageInstance instance, Pod pod, CancellationToken cancellationToken) =>
        pod.Metadata.Annotations?.GetValueOrDefault(TaskPod.Inputs) != await inputs.ReadAsync(instance, cancellationToken);

    private async Task<ReconcileResult> RetryAsync(StorageInstance instance, Pod pod, TaskPodState state, Secret? secret, CancellationToken cancellationToken)
    {
        await status.WriteAsync(instance, Verdict.Processing(Reasons.ProvisioningRetried, state.Words), cancellationToken, TaskPod.AttemptOf(pod));
        if (pods.RemainingPause(pod, state) is { } pause && pause > TimeSpan.Zero)
        {
            return ReconcileResult.After(pause);
        }

        await RemoveAsync(instance, pod, secret, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task RemoveAsync(StorageInstance instance, Pod pod, Secret? secret, CancellationToken cancellationToken)
    {
        if (secret is not null)
        {
            // Its credentials are of a run that did not end well, and a pod cannot change a Secret.
            await credentials.RemoveAsync(instance, secret, cancellationToken);
        }

        await pods.DeleteAsync(pod, cancellationToken);
    }
}
