using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

internal static partial class S3TenantLog
{
    [LoggerMessage(2301, LogLevel.Warning,
        "Access keys of {UserName} may be left that nobody knows: grant the plan's account iam:ListAccessKeys on user/mendix-* ({Tenant})")]
    public static partial void KeysUnseen(this ILogger logger, string userName, Tenant tenant);

    [LoggerMessage(2302, LogLevel.Warning, "The bucket {Bucket} belongs to another AWS account and was left as it is ({Tenant})")]
    public static partial void ForeignBucketLeft(this ILogger logger, string bucket, Tenant tenant);
}
