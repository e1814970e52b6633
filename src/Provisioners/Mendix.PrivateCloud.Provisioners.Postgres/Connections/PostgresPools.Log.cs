using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Connections;

internal static partial class PostgresPoolsLog
{
    [LoggerMessage(2000, LogLevel.Information, "The password of {UserName} at {Address} was changed in the plan; its old connections are closed")]
    public static partial void PoolReplaced(this ILogger logger, string userName, string address);
}
