using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Operator.Builds;

internal static partial class BuildLog
{
    [LoggerMessage(4100, LogLevel.Information, "Building the image of {Namespace}/{App}, generation {Generation}")]
    public static partial void Building(this ILogger logger, string? @namespace, string app, long? generation);

    [LoggerMessage(4101, LogLevel.Information, "Built {Image} as {Tag} for {Namespace}/{App}: package of {PackageSize} bytes, {BytesSent} bytes of layers sent")]
    public static partial void Built(this ILogger logger, string image, string tag, string? @namespace, string app, long packageSize, long bytesSent);

    // The type and the place: the text may hold anything, the address of the package included.
    [LoggerMessage(4102, LogLevel.Error, "The build of {Namespace}/{App} failed unexpectedly: {ExceptionType}{StackTrace}")]
    public static partial void BuildBroke(this ILogger logger, string? @namespace, string app, string exceptionType, string? stackTrace);
}
