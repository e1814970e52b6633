using Amazon.Runtime;
using Amazon.S3;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Shared.S3;

/// <summary>Makes clients of the driver. They share connections: those of the given factory, or the one HTTP client that the driver keeps per set of limits.</summary>
/// <param name="RequestTimeout">Longest wait for one answer.</param>
/// <param name="MaxConnections">Most connections to one server.</param>
/// <param name="HttpClientFactory">Makes HTTP clients other than the driver's own; null for these.</param>
internal sealed record S3Clients(TimeSpan RequestTimeout, int MaxConnections, HttpClientFactory? HttpClientFactory = null)
{
    public AmazonS3Client Make(BucketLocation location, string accessKeyId, SecretValue secretAccessKey)
    {
        // With a service URL the driver leaves host names and regions as we say; it adds neither legacy names nor constraints.
        var config = Limit(new AmazonS3Config
        {
            ServiceURL = location.ServiceUrl,
            AuthenticationRegion = location.Region,
            ForcePathStyle = location.Endpoint is not null,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
        return new AmazonS3Client(new BasicAWSCredentials(accessKeyId, secretAccessKey.Reveal()), config);
    }

    /// <summary>Sets what all clients have in common.</summary>
    public TConfig Limit<TConfig>(TConfig config) where TConfig : ClientConfig
    {
        config.Timeout = RequestTimeout;
        config.MaxConnectionsPerServer = MaxConnections;
        // One for all clients: by default the driver keeps several, each with as many connections.
        config.HttpClientCacheSize = 1;
        config.HttpClientFactory = HttpClientFactory;
        return config;
    }
}
