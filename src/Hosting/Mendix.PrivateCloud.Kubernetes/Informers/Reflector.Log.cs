using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes;

internal sealed partial class Reflector<T>
{
    [LoggerMessage(3101, LogLevel.Debug, "Listed {Kind} in {Where} at version {Version}")]
    private static partial void LogListed(ILogger logger, string kind, string where, string version);

    [LoggerMessage(3102, LogLevel.Information, "The watch of {Kind} in {Where} was silent for {Limit}; connecting anew")]
    private static partial void LogIdle(ILogger logger, string kind, string where, TimeSpan limit);

    [LoggerMessage(3103, LogLevel.Warning, "Following {Kind} in {Where} failed, {NextStep}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string kind, string where, string nextStep, string reason);
}
