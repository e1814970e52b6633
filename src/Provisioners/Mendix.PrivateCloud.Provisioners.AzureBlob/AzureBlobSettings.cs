using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob;

/// <summary>What the Mendix runtime is told (reference, cloud storage E.2).</summary>
internal static class AzureBlobSettings
{
    public const string Container = Azure + "Container";
    public const string SharedAccessSignature = Azure + "SharedAccessSignature";

    private const string Azure = "com.mendix.storage.azure.";

    public static RuntimeSettings WithKey(AzureBlobPlan plan, string container)
    {
        var settings = Common(plan, container);
        settings.Add(Azure + "AccountName", plan.AccountName);
        settings.Add(Azure + "AccountKey", plan.AccountKey!);
        if (plan.Endpoint is not null)
        {
            settings.Add(Azure + "BlobEndpoint", plan.Address);
        }

        return settings;
    }

    /// <param name="plan">The plan.</param>
    /// <param name="container">The environment's container.</param>
    /// <param name="signature">Without a question mark before it; null as long as it is not known.</param>
    public static RuntimeSettings WithSignature(AzureBlobPlan plan, string container, SecretValue? signature)
    {
        var settings = Common(plan, container);
        // Required beside a signature, and without the container: that would make the container's name a folder.
        settings.Add(Azure + "BlobEndpoint", plan.Address);
        if (signature is not null)
        {
            settings.Add(SharedAccessSignature, signature);
        }

        return settings;
    }

    private static RuntimeSettings Common(AzureBlobPlan plan, string container)
    {
        var settings = new RuntimeSettings
        {
            { "com.mendix.core.StorageService", "com.mendix.storage.azure" },
            { Container, container },
            // The runtime's default is to look and create. A signature may do neither, and with a key an app that
            // outlives its environment would bring its container back, without our mark.
            { Azure + "CreateContainerIfNotExists", "false" },
        };
        if (!plan.UsesTls)
        {
            settings.Add(Azure + "UseHttps", "false");
        }

        if (plan.PreventDataDeletion)
        {
            settings.Add("com.mendix.storage.PerformDeleteFromStorage", "false");
        }

        return settings;
    }
}
