using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;

internal static partial class S3AccountsLog
{
    [LoggerMessage(2300, LogLevel.Information, "The secret of the access key {AccessKeyId} was changed in the plan")]
    public static partial void SecretReplaced(this ILogger logger, string accessKeyId);
}
