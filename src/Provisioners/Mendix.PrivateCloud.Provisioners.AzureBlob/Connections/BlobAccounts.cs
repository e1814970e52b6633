using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;

/// <summary>Clients of the accounts that plans name; those that connect in the same way share the connections.</summary>
internal sealed class BlobAccounts(AzureBlobOptions options) : IDisposable
{
    // The driver composes a pipeline for each client that it makes.
    private readonly ClientPerAccount<(string Address, string Name, OutboundConnections Connections), BlobServiceClient> _clients = new();
    private readonly PerConnections<BlobTransport> _transports = new(connections => new BlobTransport(options, connections));

    /// <summary>The plan's account, by its key.</summary>
    public BlobServiceClient Account(AzureBlobPlan plan) => _clients.Of(
        (plan.Address, plan.AccountName, plan.Connections),
        plan.AccountKey!,
        () => new BlobServiceClient(
            new Uri(plan.Address), new StorageSharedKeyCredential(plan.AccountName, plan.AccountKey!.Reveal()), _transports.Of(plan.Connections).Options),
        retire: _ => { });

    /// <summary>A container as an environment reaches it, by its signature.</summary>
    public BlobContainerClient Container(AzureBlobPlan plan, string container, SecretValue signature) =>
        new(new Uri($"{plan.Address}/{container}"), new AzureSasCredential(signature.Reveal()), _transports.Of(plan.Connections).Options);

    public void Dispose()
    {
        _clients.Dispose();
        _transports.Dispose();
    }
}
