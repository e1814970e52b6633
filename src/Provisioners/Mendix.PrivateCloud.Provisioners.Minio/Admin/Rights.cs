namespace Mendix.PrivateCloud.Provisioners.Minio.Admin;

/// <summary>The rights that the plan's account needs, as MinIO's policies name them (reference, MinIO admin API 4.3).</summary>
internal static class Rights
{
    public const string CreateUser = "admin:CreateUser";
    public const string DeleteUser = "admin:DeleteUser";
    public const string GetUser = "admin:GetUser";
    public const string CreatePolicy = "admin:CreatePolicy";
    public const string DeletePolicy = "admin:DeletePolicy";
    public const string GetPolicy = "admin:GetPolicy";
    public const string AttachPolicy = "admin:AttachUserOrGroupPolicy";
    public const string ServerInfo = "admin:ServerInfo";

    public const string CreateBucket = "s3:CreateBucket";
    public const string DeleteBucket = "s3:DeleteBucket";
    public const string GetBucketTagging = "s3:GetBucketTagging";
    public const string PutBucketTagging = "s3:PutBucketTagging";
    public const string ListBucket = "s3:ListBucket";
    public const string ListBucketVersions = "s3:ListBucketVersions";
    public const string ListUploads = "s3:ListBucketMultipartUploads";

    public const string DeleteObject = "s3:DeleteObject";
    public const string DeleteObjectVersion = "s3:DeleteObjectVersion";
    public const string AbortUpload = "s3:AbortMultipartUpload";

    public static IReadOnlyList<string> OnServer { get; } =
        [CreateUser, DeleteUser, GetUser, CreatePolicy, DeletePolicy, GetPolicy, AttachPolicy, ServerInfo];

    public static IReadOnlyList<string> OnBuckets { get; } =
        [CreateBucket, DeleteBucket, GetBucketTagging, PutBucketTagging, ListBucket, ListBucketVersions, ListUploads];

    public static IReadOnlyList<string> OnObjects { get; } = [DeleteObject, DeleteObjectVersion, AbortUpload];
}
