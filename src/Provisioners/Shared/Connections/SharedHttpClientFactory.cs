using Amazon.Runtime;

namespace Mendix.PrivateCloud.Provisioners.Shared.Connections;

/// <summary>Makes the driver use an HTTP client of ours, so that all requests of a plan count in one budget.</summary>
internal sealed class SharedHttpClientFactory(HttpClient client) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
