using Mendix.PrivateCloud.Provisioners.AzureBlob;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class AzureBlobSnippets
{
    public static async Task VerbsAsync(IServiceCollection services, IServiceProvider provider, string accountKey, CancellationToken cancellationToken)
    {
        #region AzureBlob README.md
        services.AddPrivateCloud().AddAzureBlob();

        var azure = provider.GetRequiredService<IStorageProvisioners>().Get("azure-blob");
        var plan = new AzureBlobPlan { AccountName = "crmfiles", AccountKey = new SecretValue(accountKey) };
        var tenant = new Tenant("apps", "crm", id: "0f3a");

        var report = await azure.CheckAsync(plan, cancellationToken);                  // reachable? credentials? container there?
        var settings = await azure.ProvisionAsync(plan, tenant, cancellationToken);    // …azure.Container, …azure.SharedAccessSignature, …
        await azure.DeprovisionAsync(plan, tenant, cancellationToken);                 // nothing is left behind
        #endregion
        _ = (report, settings);
    }
}
