using Mendix.PrivateCloud.Provisioners.S3Existing;
using Mendix.PrivateCloud.Provisioners.S3OnDemand;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class S3Snippets
{
    public static async Task OnDemandAsync(
        IServiceCollection services, IServiceProvider provider, string accessKeyId, string secret, CancellationToken cancellationToken)
    {
        #region S3OnDemand README.md
        services.AddPrivateCloud().AddS3OnDemand();

        var s3 = provider.GetRequiredService<IStorageProvisioners>().Get("s3-on-demand");
        var plan = new S3OnDemandPlan { Region = "eu-central-1", AccessKeyId = accessKeyId, SecretAccessKey = new SecretValue(secret) };
        var tenant = new Tenant("apps", "crm", id: "0f3a");

        var report = await s3.CheckAsync(plan, cancellationToken);                  // credentials, and every right that can be looked at
        var settings = await s3.ProvisionAsync(plan, tenant, cancellationToken);    // com.mendix.storage.s3.AccessKeyId, …
        await s3.DeprovisionAsync(plan, tenant, cancellationToken);                 // the bucket goes with all that is in it
        #endregion
        _ = (report, settings);
    }

    public static async Task ExistingAsync(
        IServiceCollection services, IServiceProvider provider, string accessKeyId, string secret, CancellationToken cancellationToken)
    {
        #region S3Existing README.md
        services.AddPrivateCloud().AddS3Existing();

        var s3 = provider.GetRequiredService<IStorageProvisioners>().Get("s3-existing");
        var plan = new S3ExistingPlan
        {
            Region = "eu-central-1",
            BucketName = "apps",
            AccessKeyId = accessKeyId,
            SecretAccessKey = new SecretValue(secret),
            GeneratePrefix = true,
        };

        CheckReport report = await s3.CheckAsync(plan, cancellationToken);
        var settings = await s3.ProvisionAsync(plan, new Tenant("apps", "crm", id: "0f3a"), cancellationToken);
        #endregion
        _ = (report, settings);
    }
}
