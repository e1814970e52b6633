using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand;

/// <summary>What the Mendix runtime is told.</summary>
internal static class S3OnDemandSettings
{
    /// <summary>The settings, without a key as long as it is not made.</summary>
    public static RuntimeSettings Of(S3Tenant tenant, AccessKey? key)
    {
        var settings = S3RuntimeSettings.Of(tenant.Plan.Location, tenant.Files.Bucket, tenant.Files.Folder, tenant.Plan.PreventDataDeletion);
        return key is null ? settings : settings.With(key.Id, key.Secret);
    }

    /// <summary>The access key in settings of this tenant.</summary>
    /// <exception cref="ProvisioningException">They are another's, or hold no key.</exception>
    public static AccessKey KeyIn(RuntimeSettings current, S3Tenant tenant)
    {
        var expected = Of(tenant, null);
        return current[S3RuntimeSettings.AccessKeyId] is { Length: > 0 } id
            && current[S3RuntimeSettings.SecretAccessKey] is { Length: > 0 } secret
            && current[S3RuntimeSettings.BucketName] == expected[S3RuntimeSettings.BucketName]
            && current[S3RuntimeSettings.EndPoint] == expected[S3RuntimeSettings.EndPoint]
            ? new AccessKey(id, new SecretValue(secret))
            : throw new ProvisioningException(
                FailureKind.Configuration,
                $"The settings given as those in use are not of {tenant.Owner}.",
                "Give the settings that provisioning or the last rotation of this tenant returned; if they are lost, provision again.");
    }
}
