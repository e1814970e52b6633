using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

/// <summary>What the driver has to know about a service that it has no client for (reference, cloud storage D.3).</summary>
internal sealed class QueryConfig : ClientConfig
{
    private readonly string _service;

    public QueryConfig(string service, string version, string url, string signingRegion)
        : base(new StandardRetries())
    {
        _service = service;
        ServiceVersion = version;
        AuthenticationServiceName = service;
        ServiceURL = url;
        AuthenticationRegion = signingRegion;
        EndpointProvider = new OneEndpoint(url);
    }

    public override string ServiceVersion { get; }

    public override string UserAgent => "mendix-private-cloud";

    public override string RegionEndpointServiceName => _service;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(ServiceURL);

    private sealed class OneEndpoint(string url) : IEndpointProvider
    {
        public Endpoint ResolveEndpoint(EndpointParameters parameters) => new(url);
    }

    private sealed class StandardRetries : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(Amazon.RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
    }
}
