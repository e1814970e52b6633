using Mendix.PrivateCloud.Provisioners.Shared.S3;

namespace Mendix.PrivateCloud.Provisioners.S3Existing.Diagnosis;

/// <summary>What a failure of the server means.</summary>
internal static class S3ExistingFailure
{
    /// <summary>The meaning of <paramref name="exception"/>; null when it is not known here.</summary>
    public static S3Failure? Of(Exception exception, S3ExistingPlan plan) => S3Failure.Of(exception, plan.AccessKeyId, plan.Location);
}
