using Amazon.Runtime;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

/// <summary>The errors of AWS that tell something, rather than being failures (reference, cloud storage A.8).</summary>
internal static class IamCodes
{
    public static bool IsNoSuchEntity(this AmazonServiceException error) => error.ErrorCode == "NoSuchEntity";

    public static bool IsAlreadyThere(this AmazonServiceException error) => error.ErrorCode == "EntityAlreadyExists";

    public static bool IsLimitExceeded(this AmazonServiceException error) => error.ErrorCode == "LimitExceeded";

    public static bool IsAccessDenied(this AmazonServiceException error) => error.ErrorCode is "AccessDenied" or "AccessDeniedException";

    public static bool IsThrottling(this AmazonServiceException error) =>
        error.ErrorCode is "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "TooManyRequestsException";

    /// <summary>What a key is told that was made a moment ago and is not known everywhere.</summary>
    public static bool IsUnknownKey(this AmazonServiceException error) =>
        error.ErrorCode is "InvalidClientTokenId" or "InvalidAccessKeyId" or "UnrecognizedClientException" or "SignatureDoesNotMatch";
}
