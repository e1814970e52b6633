using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;

/// <summary>Clients of the accounts that plans name. A client is light and made for each use; all of them share the connections.</summary>
internal sealed class BlobAccounts : IDisposable
{
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
    public BlobServiceClient Account(AzureBlobPlan plan) =>
        new(new Uri(plan.Address), new StorageSharedKeyCredential(plan.AccountName, plan.AccountKey!.Reveal()), _options);

    /// <summary>A container as an environment reaches it, by its signature.</summary>
    public BlobContainerClient Container(AzureBlobPlan plan, string container, SecretValue signature) =>
        new(new Uri($"{plan.Address}/{container}"), new AzureSasCredential(signature.Reveal()), _options);

    public void Dispose() => _http.Dispose();
}
