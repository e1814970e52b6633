using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Connections;

internal static partial class SqlServerPoolsLog
{
    [LoggerMessage(2100, LogLevel.Information, "The password of {UserName} at {Address} was changed in the plan; its old connections are closed")]
    public static partial void PoolReplaced(this ILogger logger, string userName, string address);
}
