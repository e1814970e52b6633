using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;

/// <summary>Clients of the accounts that plans name; all of them share the connections.</summary>
internal sealed class BlobAccounts : IDisposable
{
    // The driver composes a pipeline for each client that it makes.
    private readonly ClientPerAccount<(string Address, string Name), BlobServiceClient> _clients = new();
    private readonly HttpClient _http;
    private readonly BlobClientOptions _options;

    public BlobAccounts(AzureBlobOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = options.MaxConnections,
            // An account moves to another address, at a failover for instance, without closing what is open.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        // The driver has a time limit of its own for each attempt.
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _options = new BlobClientOptions
        {
            Transport = new HttpClientTransport(_http),
            Retry = { MaxRetries = options.MaxRetries, NetworkTimeout = options.RequestTimeout },
            Diagnostics = { ApplicationId = "mendix-private-cloud" },
        };
        _options.AddPolicy(new RequestBudget(options.MaxConnections), HttpPipelinePosition.PerCall);
    }

    /// <summary>The plan's account, by its key.</summary>
    public BlobServiceClient Account(AzureBlobPlan plan) => _clients.Of(
        (plan.Address, plan.AccountName),
        plan.AccountKey!,
        () => new BlobServiceClient(new Uri(plan.Address), new StorageSharedKeyCredential(plan.AccountName, plan.AccountKey!.Reveal()), _options),
        retire: _ => { });

    /// <summary>A container as an environment reaches it, by its signature.</summary>
    public BlobContainerClient Container(AzureBlobPlan plan, string container, SecretValue signature) =>
        new(new Uri($"{plan.Address}/{container}"), new AzureSasCredential(signature.Reveal()), _options);

    public void Dispose()
    {
        _clients.Dispose();
        _http.Dispose();
    }
}
