using Mendix.PrivateCloud.Provisioners.Minio.Parts;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio;

/// <summary>
/// What the Mendix runtime is told (reference, storage plans 7.1 and 7.2). Naming an endpoint makes it use path-style
/// addresses; naming a region is needed since it moved to version 2 of its S3 library (Mendix 9.24.41, 10.24.14, 11.6).
/// </summary>
internal static class MinioSettings
{
    public const string AccessKey = "com.mendix.storage.s3.AccessKeyId";

    public static RuntimeSettings Of(MinioPlan plan, MinioOptions options, MinioTenant tenant, CredentialSlot slot, SecretValue secretKey)
    {
        var settings = new RuntimeSettings
        {
            { "com.mendix.core.StorageService", "com.mendix.storage.s3" },
            { "com.mendix.storage.s3.EndPoint", plan.Server },
            { "com.mendix.storage.s3.Region", plan.Region },
            { "com.mendix.storage.s3.BucketName", tenant.Name },
            { AccessKey, tenant.UserName(slot) },
            { "com.mendix.storage.s3.SecretAccessKey", secretKey },
        };
        if (options.RootCertificateFile is not null && plan.Address.Scheme == Uri.UriSchemeHttps)
        {
            settings.Add("com.mendix.storage.s3.UseCACertificates", "true");
        }

        if (plan.PreventDataDeletion)
        {
            settings.Add("com.mendix.storage.PerformDeleteFromStorage", "false");
        }

        return settings;
    }
}
