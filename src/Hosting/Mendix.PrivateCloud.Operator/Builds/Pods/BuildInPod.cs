using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Tasks;
using Mendix.PrivateCloud.Reconciling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Builds.Pods;

/// <summary>
/// Has an image built by a pod. What is next is read from pod, Build and configuration alone: who deletes a pod that failed gets another one
/// at once.
/// </summary>
internal sealed class BuildInPod(TaskPods pods, BuildSecret secret, BuildStatusWriter status, IOptions<OperatorOptions> options, ILogger<BuildInPod> logger)
{
    /// <summary>Takes the next step of a pod that is there, and tells it.</summary>
    /// <param name="build">Whose pod.</param>
    /// <param name="attempt">What a build of now is made with; null when no pod is wanted any more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null when there is no pod.</returns>
    /// <exception cref="StaleViewException">The Build is not any more as it was seen.</exception>
    public async Task<ReconcileResult?> AdvanceAsync(Build build, string? attempt, CancellationToken cancellationToken)
    {
        if (Find(build) is not { } pod)
        {
            return null;
        }

        if (!TaskPod.IsOf(pod, build) || pod.Metadata.DeletionTimestamp is not null)
        {
            await status.WriteBuildingAsync(build, $"Waiting until the pod '{pod.Metadata.Name}' of an earlier build is gone.", cancellationToken);
            return ReconcileResult.Done;
        }

        if (BuildPod.GenerationOf(pod) > build.Metadata.Generation)
        {
            throw new StaleViewException();
        }

        // What is built for a source that is not wanted any more is of no use; a change of the configuration lets a pod at work alone.
        if (attempt is null || BuildPod.GenerationOf(pod) < build.Metadata.Generation)
        {
            await StopAsync(build, pod, cancellationToken);
            return ReconcileResult.Done;
        }

        var state = TaskPodState.Of(pod, BuildPod.Remedy);
        var isOutdated = pod.Metadata.Annotations?.GetValueOrDefault(TaskPod.Inputs) != attempt;
        return state.Phase switch
        {
            TaskPodPhase.Underway => await FollowAsync(build, pod, state, isOutdated, cancellationToken),
            TaskPodPhase.Succeeded => await AcceptAsync(build, pod, state, cancellationToken),
            _ when state.ExitCode is TaskExitCodes.PlanWrong or TaskExitCodes.NameTaken or TaskExitCodes.FailedForGood =>
                await GiveUpAsync(build, pod, state, isOutdated, cancellationToken),
            _ => await RetryAsync(build, pod, state, isOutdated, cancellationToken),
        };
    }

    /// <summary>Makes the pod of a build that has none.</summary>
    /// <param name="build">The copy of the Build, found to be the newest.</param>
    /// <param name="settings">From where and to where.</param>
    /// <param name="spec">The configuration, which asks for a pod.</param>
    /// <param name="attempt">What it is made with.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ImageBuildException">There are no names or credentials for it.</exception>
    /// <exception cref="UnmetWishException">Something of its name is somebody else's, or the API server refused ours.</exception>
    /// <exception cref="StaleViewException">There is one already.</exception>
    public async Task<ReconcileResult> BeginAsync(
        Build build, BuildSettings settings, OperatorConfigurationSpec spec, string attempt, CancellationToken cancellationToken)
    {
        // The time is kept before anything is named after it.
        build = await status.WriteBuildingAsync(build, progress: null, cancellationToken);
        var names = ImageNames.Of(build, settings, status.StartOf(build));
        await secret.WriteAsync(build, settings, names.Push, cancellationToken);
        var order = new TaskPodOrder { Attempt = (BuildStatusWriter.FailuresOf(build) ?? 0) + 1, Inputs = attempt };
        var pod = BuildPodRenderer.Render(
            build, names, spec, pods.Complete(order, build.Metadata.Namespace!, build.Spec!.AppName), options.Value.BuildControllers.ReconcileTimeout);
        await pods.CreateAsync(pod, build, cancellationToken);
        logger.Building(build.Metadata.Namespace, build.Spec.AppName, build.Metadata.Generation);
        return ReconcileResult.Done;
    }

    /// <summary>Removes what there is of a build that is over.</summary>
    public async Task ClearAsync(Build build, CancellationToken cancellationToken)
    {
        if (Find(build) is { Metadata.DeletionTimestamp: null } pod && TaskPod.IsOf(pod, build) && BuildPod.GenerationOf(pod) <= build.Metadata.Generation)
        {
            await pods.DeleteAsync(pod, cancellationToken);
        }

        await secret.RemoveAsync(build, cancellationToken);
    }

    private Pod? Find(Build build) => pods.Find(new ObjectKey(build.Metadata.Namespace!, build.Metadata.Name!));

    private async Task<ReconcileResult> FollowAsync(Build build, Pod pod, TaskPodState state, bool isOutdated, CancellationToken cancellationToken)
    {
        if (state.IsStuck && isOutdated)
        {
            await StopAsync(build, pod, cancellationToken);
        }
        else
        {
            await status.WriteBuildingAsync(build, state.Words, cancellationToken);
        }

        return ReconcileResult.Done;
    }

    private async Task<ReconcileResult> AcceptAsync(Build build, Pod pod, TaskPodState state, CancellationToken cancellationToken)
    {
        var said = pod.Status?.ContainerStatuses?.FirstOrDefault()?.State?.Terminated?.Message;
        if (ImageTaskResult.TryParse(said) is not { } result)
        {
            return await RetryAsync(
                build, pod, state with { Words = $"The pod '{pod.Metadata.Name}' ended well and did not say what it built. Correct its program." }, isOutdated: false, cancellationToken);
        }

        var image = new BuiltImage
        {
            Image = $"{pod.Metadata.Annotations!.GetValueOrDefault(BuildPod.Image)}@{result.Digest}",
            Tag = pod.Metadata.Annotations!.GetValueOrDefault(BuildPod.Tag) ?? "",
            BaseImage = result.BaseImage,
            RuntimeVersion = result.RuntimeVersion,
            JavaVersion = result.JavaVersion,
            ModelVersion = result.ModelVersion,
            PackageSize = result.PackageSize,
            BytesSent = result.BytesSent,
        };
        await status.WriteBuiltAsync(build, image, cancellationToken);
        logger.Built(image.Image, image.Tag, build.Metadata.Namespace, build.Spec!.AppName, image.PackageSize, image.BytesSent);
        await StopAsync(build, pod, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task<ReconcileResult> GiveUpAsync(Build build, Pod pod, TaskPodState state, bool isOutdated, CancellationToken cancellationToken)
    {
        var verdict = BuildWords.Failed(isTransient: false, state.Words, build.Status);
        await status.WriteFailedAsync(build, verdict, pod.Metadata.Annotations?.GetValueOrDefault(TaskPod.Inputs), cancellationToken, TaskPod.AttemptOf(pod));
        if (isOutdated)
        {
            await StopAsync(build, pod, cancellationToken);
        }
        else
        {
            await secret.RemoveAsync(build, cancellationToken);
        }

        return ReconcileResult.Blocked(verdict.Message);
    }

    private async Task<ReconcileResult> RetryAsync(Build build, Pod pod, TaskPodState state, bool isOutdated, CancellationToken cancellationToken)
    {
        var verdict = BuildWords.Failed(isTransient: true, state.Words, build.Status);
        await status.WriteFailedAsync(build, verdict, attempt: null, cancellationToken, TaskPod.AttemptOf(pod));
        if (!isOutdated && pods.RemainingPause(pod, state, options.Value.BuildControllers) is { } pause && pause > TimeSpan.Zero)
        {
            await secret.RemoveAsync(build, cancellationToken);
            return ReconcileResult.After(pause);
        }

        await StopAsync(build, pod, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task StopAsync(Build build, Pod pod, CancellationToken cancellationToken)
    {
        await pods.DeleteAsync(pod, cancellationToken);
        await secret.RemoveAsync(build, cancellationToken);
    }
}
