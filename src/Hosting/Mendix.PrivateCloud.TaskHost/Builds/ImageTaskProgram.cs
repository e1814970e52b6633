using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.TaskHost.Builds;

/// <summary>The program of a build pod: reads its task, builds, leaves the result or why there is none.</summary>
internal static class ImageTaskProgram
{
    /// <returns>One of <see cref="TaskExitCodes"/>.</returns>
    public static async Task<int> RunAsync(ILoggerFactory loggers, CancellationToken cancellationToken = default)
    {
        var logger = loggers.CreateLogger(typeof(ImageTaskProgram).FullName!);
        if (Environment.GetEnvironmentVariable(ImageTask.FolderVariable) is not { Length: > 0 } folder)
        {
            logger.NoTask(ImageTask.FolderVariable);
            return TaskExitCodes.PlanWrong;
        }

        try
        {
            var result = await BuildAsync(folder, logger, cancellationToken);
            await TaskLastWords.WriteAsync(ResultOf(result).ToJson());
            logger.Built(result.Image.ToString(), result.Target.ToString(), result.PackageSize, result.BytesSent);
            return TaskExitCodes.Done;
        }
        catch (ImageBuildException failure)
        {
            var words = failure.IsUntrustedServer ? $"{failure.Problem} {ImageTask.UntrustedServerRemedy}" : failure.Message;
            return await EndAsync(logger, failure.Kind == ImageBuildFailure.Transient ? TaskExitCodes.TryAgain : TaskExitCodes.PlanWrong, words);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The type and the place: the text may hold anything, the address of the package included.
            logger.Unexpected(exception.GetType().ToString(), exception.StackTrace);
            return await EndAsync(
                logger, TaskExitCodes.Unexpected, $"The build failed unexpectedly ({exception.GetType().Name}). It is tried again; the log of its pod says more.");
        }
    }

    private static async Task<ImageBuildResult> BuildAsync(string folder, ILogger logger, CancellationToken cancellationToken)
    {
        var files = await ImageTaskFiles.ReadAsync(folder, cancellationToken);
        using var builder = new ImageBuilder(files.Options);
        return await builder.BuildAsync(files.Request, new ProgressLog(logger), cancellationToken);
    }

    private static ImageTaskResult ResultOf(ImageBuildResult result) => new()
    {
        Digest = result.Image.Digest!,
        BaseImage = result.BaseImage.ToString(),
        RuntimeVersion = result.Package.RuntimeVersion,
        JavaVersion = result.Package.JavaVersion,
        ModelVersion = result.Package.ModelVersion,
        PackageSize = result.PackageSize,
        BytesSent = result.BytesSent,
    };

    private static async Task<int> EndAsync(ILogger logger, int exitCode, string words)
    {
        logger.Failed(exitCode, words);
        await TaskLastWords.WriteAsync(words);
        return exitCode;
    }
}
