using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster;

internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "The local cluster listens at {Address}")]
    public static partial void Listening(ILogger logger, Uri address);

    [LoggerMessage(5001, LogLevel.Error, "{Method} {Path} failed unexpectedly")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(5002, LogLevel.Error, "{Controller} failed on {Key}")]
    public static partial void ControllerFailed(ILogger logger, Exception exception, string controller, string key);

    [LoggerMessage(5003, LogLevel.Error, "The node failed to run pod {Namespace}/{Name}")]
    public static partial void PodFailed(ILogger logger, Exception exception, string @namespace, string name);

    [LoggerMessage(5004, LogLevel.Warning, "Dropped the last {Bytes} bytes of {Journal}: they are no whole change")]
    public static partial void JournalTailDropped(ILogger logger, int bytes, string journal);
}
