using Mendix.PrivateCloud.Provisioners.Shared.S3;

namespace Mendix.PrivateCloud.Provisioners.S3Existing.Diagnosis;

/// <summary>What a check looks at. A right bears the name that policies give it.</summary>
internal static class CheckSubjects
{
    public const string Reachable = S3Failure.Reachable;
    public const string Credentials = S3Failure.Credentials;
    public const string Bucket = S3Failure.Bucket;
    public const string Put = "s3:PutObject";
    public const string ListParts = "s3:ListMultipartUploadParts";
    public const string AbortUpload = "s3:AbortMultipartUpload";
    public const string Get = "s3:GetObject";
    public const string Delete = "s3:DeleteObject";
}
