using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;

/// <summary>What all clients that connect in the same way share: the connections, and how many requests are under way.</summary>
internal sealed class BlobTransport : IDisposable
{
    private readonly HttpClient _http;

    public BlobTransport(AzureBlobOptions options, OutboundConnections connections)
    {
        // The driver has a time limit of its own for each attempt.
        _http = new HttpClient(OutboundSockets.Make(options.MaxConnections, connections)) { Timeout = Timeout.InfiniteTimeSpan };
        Options = new BlobClientOptions
        {
            Transport = new HttpClientTransport(_http),
            Retry = { MaxRetries = options.MaxRetries, NetworkTimeout = options.RequestTimeout },
            Diagnostics = { ApplicationId = "mendix-private-cloud" },
        };
        Options.AddPolicy(new RequestBudget(options.MaxConnections), HttpPipelinePosition.PerCall);
    }

    /// <summary>For clients that use it.</summary>
    public BlobClientOptions Options { get; }

    public void Dispose() => _http.Dispose();
}
