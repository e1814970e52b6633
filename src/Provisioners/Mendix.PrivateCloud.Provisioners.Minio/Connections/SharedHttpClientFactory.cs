using Amazon.Runtime;

namespace Mendix.PrivateCloud.Provisioners.Minio.Connections;

/// <summary>Makes the driver use our HTTP client, so that its requests count in the same budget as the admin calls.</summary>
internal sealed class SharedHttpClientFactory(HttpClient client) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
