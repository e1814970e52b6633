using Mendix.PrivateCloud.ImageBuild;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.TaskHost.Builds;

internal static partial class ImageTaskLog
{
    [LoggerMessage(3500, LogLevel.Critical, "The environment variable {Variable} is not set: this program is started by an operator, in a pod that it makes for a Build.")]
    public static partial void NoTask(this ILogger logger, string variable);

    [LoggerMessage(3501, LogLevel.Information, "{Step} begins, {TotalBytes} bytes")]
    public static partial void Begins(this ILogger logger, ImageBuildStep step, long? totalBytes);

    [LoggerMessage(3502, LogLevel.Information, "Built {Image} as {Tag}: package of {PackageSize} bytes, {BytesSent} bytes of layers sent")]
    public static partial void Built(this ILogger logger, string image, string tag, long packageSize, long bytesSent);

    [LoggerMessage(3503, LogLevel.Error, "The build ends with exit code {ExitCode}: {Failure}")]
    public static partial void Failed(this ILogger logger, int exitCode, string failure);

    [LoggerMessage(3504, LogLevel.Error, "The build failed unexpectedly: {ExceptionType}{StackTrace}")]
    public static partial void Unexpected(this ILogger logger, string exceptionType, string? stackTrace);
}
