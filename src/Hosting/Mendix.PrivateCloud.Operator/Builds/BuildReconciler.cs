using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Builds.Pods;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>
/// Finds the image of an environment: a finished one as it is, or one that it builds of a deployment package, itself or by a pod. The status
/// alone decides whether that was done for the present source; it is written last, and a build that was cut off is repeated with the same
/// outcome.
/// </summary>
internal sealed class BuildReconciler(
    ClusterView view,
    KubernetesClient client,
    RegistryLogins logins,
    ImageWork work,
    BuildInPod inPod,
    BuildStatusWriter status,
    IOptions<OperatorOptions> options,
    TimeProvider time,
    ILogger<BuildReconciler> logger) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Builds.Find(key.Namespace, key.Name) is not { Spec: not null, Metadata.DeletionTimestamp: null } known)
        {
            return ReconcileResult.Done;
        }

        if (ImageSource.FinishedImageOf(known.Spec.SourceUrl) is { } image)
        {
            await inPod.ClearAsync(known, cancellationToken);
            await status.WriteFinishedAsync(known, image, cancellationToken);
            return ReconcileResult.Done;
        }

        if (IsBuilt(known))
        {
            await inPod.ClearAsync(known, cancellationToken);
            await status.WriteStillBuiltAsync(known, cancellationToken);
            return ReconcileResult.Done;
        }

        var configuration = view.Configurations.Find(key.Namespace, OperatorConfiguration.ObjectName)?.Spec;
        var attempt = BuildAttempt.Of(view, known, configuration, $"{options.Value.BaseImage} {string.Join(' ', logins.Types)}");
        var isInPod = configuration?.BuildTask is not null;
        if (await inPod.AdvanceAsync(known, isInPod ? attempt : null, cancellationToken) is { } step)
        {
            return step;
        }

        // What keeps a pod from being made is found at once, and one that failed was there until somebody took it away.
        if (!isInPod && known.Status is { Phase: Phases.Failed } failed && failed.Attempt == attempt)
        {
            return ReconcileResult.Blocked("The build failed, and nothing that it is made of has changed since.");
        }

        // An old copy must not cost minutes of work, nor take back what was written since.
        if (await client.FindAsync<Build>(key.Namespace, key.Name, cancellationToken) is not { } build
            || build.Metadata.Uid != known.Metadata.Uid || build.Metadata.Generation != known.Metadata.Generation || IsBuilt(build)
            || (isInPod && build.Metadata.ResourceVersion != known.Metadata.ResourceVersion))
        {
            throw new StaleViewException();
        }

        var (settings, problem) = ImageSource.Problem(build.Spec!.SourceUrl) is { } source
            ? (null, Verdict.Failed(Reasons.InvalidField, source))
            : BuildSettings.Read(configuration, key.Namespace, options.Value.BaseImage, logins.Types);
        problem ??= isInPod ? BuildTaskRules.Problem(configuration!) : null;
        if (problem is null)
        {
            return isInPod
                ? await BeginInPodAsync(known, settings!, configuration!, attempt, cancellationToken)
                : await BuildAsync(build, settings!, attempt, cancellationToken);
        }

        await status.WriteFailedAsync(build, problem, attempt, cancellationToken);
        return ReconcileResult.Blocked(problem.Message);
    }

    /// <summary>Whether the image was made of the present source.</summary>
    public static bool IsBuilt(Build build) => build.Status is { Image: not null, BuiltGeneration: { } built } && built == build.Metadata.Generation;

    private async Task<ReconcileResult> BuildAsync(Build build, BuildSettings settings, string attempt, CancellationToken cancellationToken)
    {
        logger.Building(build.Metadata.Namespace, build.Spec!.AppName, build.Metadata.Generation);
        build = await status.WriteBuildingAsync(build, progress: null, cancellationToken);
        await using var progress = new ProgressWriter(build, status, time, cancellationToken);
        try
        {
            var image = await work.RunAsync(build, settings, status.StartOf(build), progress, cancellationToken);
            await progress.StopAsync();
            await status.WriteBuiltAsync(progress.Build, image, cancellationToken);
            logger.Built(image.Image, image.Tag, build.Metadata.Namespace, build.Spec!.AppName, image.PackageSize, image.BytesSent);
            return ReconcileResult.Done;
        }
        catch (ImageBuildException failure)
        {
            await progress.StopAsync();
            return await FailAsync(progress.Build, failure, attempt, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or KubernetesException or StaleViewException))
        {
            logger.BuildBroke(build.Metadata.Namespace, build.Spec!.AppName, exception.GetType().ToString(), exception.StackTrace);
            await progress.StopAsync();
            await status.WriteFailedAsync(progress.Build, BuildWords.Unexpected(exception, build.Status), attempt: null, cancellationToken);
            return ReconcileResult.Failed($"The build failed unexpectedly: {exception.GetType()}.");
        }
    }

    private async Task<ReconcileResult> BeginInPodAsync(
        Build build, BuildSettings settings, OperatorConfigurationSpec spec, string attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await inPod.BeginAsync(build, settings, spec, attempt, cancellationToken);
        }
        catch (ImageBuildException failure)
        {
            return await FailAsync(build, failure, attempt, cancellationToken);
        }
        catch (UnmetWishException unmet)
        {
            await status.WriteFailedAsync(build, unmet.Verdict, attempt: null, cancellationToken);
            return unmet.Result;
        }
    }

    private async Task<ReconcileResult> FailAsync(Build build, ImageBuildException failure, string attempt, CancellationToken cancellationToken)
    {
        var isTransient = failure.Kind == ImageBuildFailure.Transient;
        var message = failure.IsUntrustedServer ? $"{failure.Problem} {ImageTask.UntrustedServerRemedy}" : failure.Message;
        await status.WriteFailedAsync(build, BuildWords.Failed(isTransient, message, build.Status), isTransient ? null : attempt, cancellationToken);
        return isTransient ? ReconcileResult.Failed(message) : ReconcileResult.Blocked(message);
    }
}
