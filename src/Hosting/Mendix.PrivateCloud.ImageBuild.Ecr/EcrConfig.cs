using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Mendix.PrivateCloud.ImageBuild.Ecr;

/// <summary>What the driver has to know about ECR, for which it has no client here.</summary>
internal sealed class EcrConfig : ClientConfig
{
    public const string Service = "ecr";

    public EcrConfig(string url, string region)
        : base(new StandardRetries())
    {
        AuthenticationServiceName = Service;
        ServiceURL = url;
        AuthenticationRegion = region;
        EndpointProvider = new OneEndpoint(url);
    }

    public override string ServiceVersion => "2015-09-21";

    public override string UserAgent => "mendix-private-cloud";

    public override string RegionEndpointServiceName => $"api.{Service}";

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
