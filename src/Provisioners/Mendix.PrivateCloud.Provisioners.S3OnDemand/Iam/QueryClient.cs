using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

/// <summary>
/// A client of IAM or STS on the driver's own pipeline: signatures, retries and clock correction are the driver's (reference,
/// cloud storage D.2). The types of <c>Amazon.Runtime.Internal</c> that this takes are used in this folder only.
/// </summary>
internal sealed class QueryClient(AWSCredentials credentials, QueryConfig config) : AmazonServiceClient(credentials, config)
{
    private static readonly InvokeOptions Options = new()
    {
        RequestMarshaller = new QueryRequest.Marshaller(),
        ResponseUnmarshaller = new QueryResponse.Unmarshaller(),
    };

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata(config.AuthenticationServiceName);

    public Task<QueryResponse> CallAsync(string action, IReadOnlyList<(string Name, string Value)> parameters, CancellationToken cancellationToken) =>
        InvokeAsync<QueryResponse>(
            new QueryRequest(config.AuthenticationServiceName, config.ServiceVersion, action, parameters), Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.AddHandlerAfter<Marshaller>(new Resolver());
        pipeline.AddHandlerAfter<Resolver>(new Signing());
    }

    private sealed class Resolver : BaseEndpointResolver
    {
        protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
        {
            var context = executionContext.RequestContext;
            context.Request.AuthenticationRegion = context.ClientConfig.AuthenticationRegion;
        }

        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
    }

    private sealed class Signing : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class Metadata(string service) : IServiceMetadata
    {
        public string ServiceId => service;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
