using Mendix.PrivateCloud.Provisioners.Minio;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class MinioSnippets
{
    public static async Task VerbsAsync(IServiceCollection services, IServiceProvider provider, string secretKey, CancellationToken cancellationToken)
    {
        #region Minio README.md
        services.AddPrivateCloud().AddMinio();

        var minio = provider.GetRequiredService<IStorageProvisioners>().Get("minio");
        var plan = new MinioPlan { Endpoint = "https://minio.example.com:9000", AccessKey = "provisioner", SecretKey = new SecretValue(secretKey) };
        var tenant = new Tenant("apps", "crm", id: "0f3a");

        var report = await minio.CheckAsync(plan, cancellationToken);                  // reachable? keys? every right?
        var settings = await minio.ProvisionAsync(plan, tenant, cancellationToken);    // com.mendix.storage.s3.BucketName, …
        await minio.DeprovisionAsync(plan, tenant, cancellationToken);                 // nothing is left behind
        #endregion
        _ = (report, settings);
        #region Minio README.md
        IReadOnlyList<string> calls = await ((ITenantPreviewer)minio).PreviewAsync(plan, tenant, cancellationToken);
        #endregion
        _ = calls;
    }
}
