using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

internal static partial class TaskLog
{
    [LoggerMessage(3400, LogLevel.Critical, "The environment variable {Variable} is not set: this program is started by an operator, in a pod that it makes from a StoragePlan.")]
    public static partial void NoTask(this ILogger logger, string variable);

    [LoggerMessage(3401, LogLevel.Error, "The task ends with exit code {ExitCode}: {Failure}")]
    public static partial void TaskFailed(this ILogger logger, int exitCode, string failure);

    [LoggerMessage(3402, LogLevel.Error, "The task failed unexpectedly.")]
    public static partial void TaskUnexpected(this ILogger logger, Exception exception);
}
