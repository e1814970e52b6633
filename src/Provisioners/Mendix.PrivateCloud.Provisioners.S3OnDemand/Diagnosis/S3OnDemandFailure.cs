using Amazon.Runtime;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Diagnosis;

/// <summary>What a failure means: those of IAM here, the rest as for all of S3 (reference, cloud storage A.8).</summary>
internal static class S3OnDemandFailure
{
    /// <summary>The meaning of <paramref name="exception"/>; null when it is not known here.</summary>
    public static S3Failure? Of(Exception exception, S3OnDemandPlan plan) => exception switch
    {
        AmazonServiceException { ErrorCode: "LimitExceeded" } error => Configuration(
            $"A quota of the AWS account is used up: {Says(error)}.",
            "Remove users that nobody needs, or let AWS raise the quota."),
        AmazonServiceException { ErrorCode: "NoSuchEntity" } error => Configuration(
            $"AWS knows no such thing: {Says(error)}.",
            "Check the plan's field 'policyArn'."),
        AmazonServiceException { ErrorCode: "ConcurrentModification" or "EntityTemporarilyUnmodifiable" } error => new(
            S3Failure.Reachable, FailureKind.Transient,
            $"Something was changed at the same moment: {Says(error)}.",
            "It can be tried again."),
        _ => S3Failure.Of(exception, plan.AccessKeyId, plan.Location),
    };

    private static S3Failure Configuration(string problem, string remedy) => new(S3Failure.Rights, FailureKind.Configuration, problem, remedy);

    private static string Says(AmazonServiceException error) => error.Message.TrimEnd('.');
}
