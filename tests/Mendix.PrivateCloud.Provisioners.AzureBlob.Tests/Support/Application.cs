using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>Uses runtime settings as the Mendix runtime does.</summary>
internal static class Application
{
    private const string Azure = "com.mendix.storage.azure.";

    /// <summary>The container that the settings lead to, or another of the same account with the same credentials.</summary>
    public static BlobContainerClient Open(RuntimeSettings settings, string? container = null)
    {
        var address = new Uri($"{settings[Azure + "BlobEndpoint"]}/{container ?? ContainerOf(settings)}");
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        return settings[Azure + "SharedAccessSignature"] is { } signature
            ? new BlobContainerClient(address, new AzureSasCredential(signature), options)
            : new BlobContainerClient(address, new StorageSharedKeyCredential(settings[Azure + "AccountName"], settings[Azure + "AccountKey"]), options);
    }

    public static string ContainerOf(RuntimeSettings settings) => settings[Azure + "Container"]!;

    public static Task WriteAsync(this BlobContainerClient container, string name, string content) =>
        container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true, TestContext.Current.CancellationToken);

    public static async Task<string> ReadAsync(this BlobContainerClient container, string name) =>
        (await container.GetBlobClient(name).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString();

    /// <summary>Whether the credentials are accepted; that a file is not there is an answer, too.</summary>
    public static async Task<bool> IsLetInAsync(RuntimeSettings settings)
    {
        try
        {
            await Open(settings).GetBlobClient("anything").ExistsAsync(TestContext.Current.CancellationToken);
            return true;
        }
        catch (RequestFailedException refusal) when (refusal.Status == 403)
        {
            return false;
        }
    }
}
