using Mendix.PrivateCloud.Provisioners.Shared.S3;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Diagnosis;

/// <summary>What a check looks at. A right bears the name that policies give it.</summary>
internal static class CheckSubjects
{
    public const string Reachable = S3Failure.Reachable;
    public const string Credentials = S3Failure.Credentials;
    public const string Partition = "partition";
    public const string Bucket = S3Failure.Bucket;
    public const string ListAccessKeys = "iam:ListAccessKeys";
    public const string DeleteBucket = "s3:DeleteBucket";
}
