using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Shared.S3;

/// <summary>What a failure of the driver or of S3 means (reference, cloud storage A.8).</summary>
/// <param name="Subject">What a check would have been looking at.</param>
/// <param name="Kind">What it asks of the caller.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record S3Failure(string Subject, FailureKind Kind, string Problem, string Remedy)
{
    public const string Reachable = "reachable";
    public const string Tls = "TLS";
    public const string Credentials = "credentials";
    public const string Region = "region";
    public const string Bucket = "bucket";
    public const string Rights = "rights";

    public ProvisioningException ToException(Exception? cause) => new(Kind, Problem, Remedy, cause);

    /// <summary>The meaning of <paramref name="exception"/>; null when it is not known here.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="accessKeyId">Who asked.</param>
    /// <param name="location">Who was asked.</param>
    public static S3Failure? Of(Exception exception, string accessKeyId, BucketLocation location) => exception switch
    {
        ProvisioningException => null,
        AmazonServiceException { ErrorCode.Length: > 0 } error => OfCode(error, accessKeyId, location),
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } => Missing("The request was refused without a reason."),
        _ => Chain(exception).Select(cause => OfConnection(cause, location)).FirstOrDefault(failure => failure is not null),
    };

    private static S3Failure OfCode(AmazonServiceException error, string accessKeyId, BucketLocation location)
    {
        var says = error.Message.TrimEnd('.');
        return error.ErrorCode switch
        {
            "InvalidAccessKeyId" or "InvalidClientTokenId" or "UnrecognizedClientException" => Configuration(Credentials,
                $"The access key '{accessKeyId}' is not known to AWS in the partition '{location.Partition.Id}'.",
                "Put an existing, active key into the plan's fields 'accessKeyId' and 'secretAccessKey', and check the field 'region'."),
            "SignatureDoesNotMatch" => Configuration(Credentials,
                $"The secret of the access key '{accessKeyId}' is wrong.",
                "Put the right secret into the plan's Secret. If it is right, look at this machine's clock and at proxies between."),
            "RequestTimeTooSkewed" or "RequestExpired" => Transient(
                "The clock of this machine differs from that of the server.",
                "It can be tried again. Set the clock."),
            "AccessDenied" or "AccessDeniedException" or "AllAccessDisabled" => Missing($"The access key '{accessKeyId}' lacks a right: {says}."),
            "NoSuchBucket" => Configuration(Bucket,
                $"The bucket does not exist at {location}: {says}.",
                "Name an existing bucket in the plan's field 'bucketName', or the region that it lies in."),
            "PermanentRedirect" or "TemporaryRedirect" or "AuthorizationHeaderMalformed"
                or "IllegalLocationConstraintException" or "InvalidLocationConstraint" =>
                Configuration(Region,
                    $"The region '{location.Region}' is not the right one: {says}.",
                    "Name the bucket's region in the plan's field 'region'; a region that is off by default must be enabled for the account."),
            "TooManyBuckets" => Configuration(Bucket,
                "The account has as many buckets as its quota allows.",
                "Remove buckets or let AWS raise the quota."),
            "OperationAborted" => Transient(
                "A bucket of this name is still being made or removed.",
                "It can be tried again; AWS may take an hour or two to set a name free."),
            "BucketNotEmpty" => Transient(
                "Somebody wrote into the bucket while it was being removed.",
                "It can be tried again. Stop whoever writes if this stays."),
            "SlowDown" or "ServiceUnavailable" or "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "TooManyRequestsException" => Transient(
                "AWS asks for fewer requests.",
                "It can be tried again."),
            "InternalError" or "InternalFailure" or "ServiceFailure" => Transient(
                $"AWS failed inside: {says}.",
                "It can be tried again."),
            _ => (int)error.StatusCode is >= 400 and < 500
                ? Configuration(Rights, $"{location} refused what was asked: {says} ({error.ErrorCode}).", "Check the plan, and the rights of its account.")
                : Transient($"{location} did not do what was asked: {says} ({error.ErrorCode}).", "It can be tried again."),
        };
    }

    private static S3Failure? OfConnection(Exception cause, BucketLocation location) => cause switch
    {
        AuthenticationException => Configuration(Tls,
            $"The TLS certificate of {location} could not be verified: {cause.Message.TrimEnd('.')}.",
            "Trust the authority that signed it, or correct the plan's field 'endpoint'."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => Transient(
            $"The host name of {location} could not be resolved.",
            "It can be tried again. Look for a typing error in the plan's fields 'region' and 'endpoint', or at DNS."),
        SocketException => Transient(
            $"The server {location} could not be reached: {cause.Message.TrimEnd('.')}.",
            "It can be tried again. Check that endpoint, proxy and firewall let this process through."),
        TimeoutException or OperationCanceledException => Transient(
            $"The server {location} did not answer in time.",
            "It can be tried again. Check the network between."),
        IOException or HttpRequestException => Transient(
            $"The connection to {location} was lost.",
            "It can be tried again."),
        _ => null,
    };

    private static S3Failure Missing(string problem) => Configuration(Rights, problem,
        "Give the account the rights that the package's README lists; a permissions boundary or an organization's policy can take them away too.");

    private static S3Failure Configuration(string subject, string problem, string remedy) => new(subject, FailureKind.Configuration, problem, remedy);

    private static S3Failure Transient(string problem, string remedy) => new(Reachable, FailureKind.Transient, problem, remedy);

    // From the innermost: what wraps it says less.
    private static List<Exception> Chain(Exception exception)
    {
        var causes = new List<Exception>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Insert(0, cause);
        }

        return causes;
    }
}
