using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes;

public sealed partial class LeaderElector
{
    [LoggerMessage(3200, LogLevel.Information, "{Identity} leads by lease {Lease}")]
    private static partial void LogLeading(ILogger logger, string lease, string identity);

    [LoggerMessage(3201, LogLevel.Warning, "{Identity} no longer leads by lease {Lease}")]
    private static partial void LogLost(ILogger logger, string lease, string identity);

    [LoggerMessage(3202, LogLevel.Warning, "Taking or renewing lease {Lease} failed: {Reason}")]
    private static partial void LogClaimFailed(ILogger logger, string lease, string reason);

    [LoggerMessage(3203, LogLevel.Information, "Lease {Lease} was not released, so others wait until it expires: {Reason}")]
    private static partial void LogReleaseFailed(ILogger logger, string lease, string reason);
}
