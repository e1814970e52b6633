using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Reconciling;

/// <summary>The engine's log messages; event ids 1100 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Warning, "{Controller} {Key}: failed {Failures} times in a row, next try in {RetryAfter:0.0} s: {Reason}")]
    internal static partial void Failed(
        ILogger logger, Exception? exception, string controller, object key, int failures, double retryAfter, string reason);

    [LoggerMessage(1101, LogLevel.Debug, "{Controller} {Key}: waits for a change: {Reason}")]
    internal static partial void Blocked(ILogger logger, string controller, object key, string reason);

    [LoggerMessage(1102, LogLevel.Debug, "{Controller} {Key}: cut off by a newer desired state, runs again")]
    internal static partial void Superseded(ILogger logger, string controller, object key);

    [LoggerMessage(1103, LogLevel.Debug, "{Controller}: resync of {Count} keys")]
    internal static partial void Resynced(ILogger logger, string controller, int count);

    [LoggerMessage(1104, LogLevel.Error, "{Controller}: the keys of the resync could not be read; tried again after the next period")]
    internal static partial void ResyncFailed(ILogger logger, Exception exception, string controller);

    [LoggerMessage(
        1105,
        LogLevel.Information,
        "{Controller}: stopped; ready and not begun {Pending}, delayed {Delayed}, cut off {Cancelled}, still running {StillRunning}")]
    internal static partial void Stopped(
        ILogger logger, string controller, int pending, int delayed, int cancelled, int stillRunning);
}
