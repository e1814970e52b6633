using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Shared.S3;

/// <summary>What the Mendix runtime is told about a bucket, or about one prefix in it (reference, storage plans 7, cloud storage B.2).</summary>
internal static class S3RuntimeSettings
{
    public const string AccessKeyId = "com.mendix.storage.s3.AccessKeyId";
    public const string SecretAccessKey = "com.mendix.storage.s3.SecretAccessKey";
    public const string EndPoint = "com.mendix.storage.s3.EndPoint";
    public const string BucketName = "com.mendix.storage.s3.BucketName";

    /// <summary>
    /// The settings without credentials. The runtime, once it is given an end point, asks for
    /// <c>EndPoint/BucketName/key</c>. For a whole bucket that is the service and the bucket. For a prefix it is the bucket's
    /// URL, and the prefix stands where the bucket's name would: the form that the original uses on AWS, which, unlike
    /// <c>ResourceNamePrefix</c>, every version of the runtime understands.
    /// </summary>
    /// <param name="location">Where the bucket lives.</param>
    /// <param name="bucket">Its name.</param>
    /// <param name="prefix">Name of the folder in it; null for the whole bucket.</param>
    /// <param name="keepDeleted">Whether the runtime leaves the files of deleted objects.</param>
    public static RuntimeSettings Of(BucketLocation location, string bucket, string? prefix, bool keepDeleted)
    {
        var settings = new RuntimeSettings
        {
            { "com.mendix.core.StorageService", "com.mendix.storage.s3" },
            { EndPoint, prefix is null ? location.ServiceUrl : location.BucketUrl(bucket) },
            { BucketName, prefix ?? bucket },
            // Newer runtimes cannot tell it from the end point.
            { "com.mendix.storage.s3.Region", location.Region },
        };
        if (keepDeleted)
        {
            settings.Add("com.mendix.storage.PerformDeleteFromStorage", "false");
        }

        return settings;
    }

    /// <summary>Adds the credentials.</summary>
    public static RuntimeSettings With(this RuntimeSettings settings, string accessKeyId, SecretValue secretAccessKey)
    {
        settings.Add(AccessKeyId, accessKeyId);
        settings.Add(SecretAccessKey, secretAccessKey);
        return settings;
    }
}
