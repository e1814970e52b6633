using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes;

internal sealed partial class RequestSender
{
    [LoggerMessage(3000, LogLevel.Debug, "{Call} answered {Status} (0: no answer); again in {Delay}")]
    private static partial void LogRetry(ILogger logger, string call, int status, TimeSpan delay);
}
