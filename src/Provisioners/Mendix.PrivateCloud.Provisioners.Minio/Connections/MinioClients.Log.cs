using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Minio.Connections;

internal static partial class MinioClientsLog
{
    [LoggerMessage(2600, LogLevel.Information, "The secret key of {AccessKey} at {Server} was changed in the plan; its old connections are closed")]
    public static partial void ClientReplaced(this ILogger logger, string accessKey, string server);
}
