using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;

namespace Mendix.PrivateCloud.ImageBuild.Ecr;

/// <summary>
/// The one call of ECR that is needed, on the driver's own pipeline: signatures, retries, clock correction and proxies are the driver's.
/// The types of <c>Amazon.Runtime.Internal</c> that this takes are used in this file only.
/// </summary>
internal sealed class EcrClient(AWSCredentials credentials, EcrConfig config) : AmazonServiceClient(credentials, config)
{
    private const string Target = "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken";

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    /// <returns>User name and password with a colon between, in base64.</returns>
    public async Task<string> GetAuthorizationTokenAsync(CancellationToken cancellationToken)
    {
        var options = new InvokeOptions { RequestMarshaller = new Marshaller(), ResponseUnmarshaller = new Unmarshaller() };
        return (await InvokeAsync<Answer>(new Call(), options, cancellationToken).ConfigureAwait(false)).Token;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.AddHandlerAfter<Amazon.Runtime.Internal.Marshaller>(new Resolver());
        pipeline.AddHandlerAfter<Resolver>(new Signing());
    }

    private sealed class Call : AmazonWebServiceRequest;

    private sealed class Answer : AmazonWebServiceResponse
    {
        public string Token { get; init; } = "";
    }

    private sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, EcrConfig.Service) { HttpMethod = "POST", ResourcePath = "/", Content = "{}"u8.ToArray() };
            request.Headers["X-Amz-Target"] = Target;
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            return request;
        }
    }

    private sealed class Unmarshaller : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using var document = JsonDocument.Parse(input.Stream);
            return new Answer { Token = document.RootElement.GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetString()! };
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            string? code = null;
            try
            {
                using var document = JsonDocument.Parse(input.Stream);
                // A namespace may stand before it.
                code = document.RootElement.GetProperty("__type").GetString()?.Split('#')[^1];
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                // A proxy or load balancer answered in its own words: the status has to do.
            }

            return new AmazonServiceException(
                $"The server answered with the status {(int)statusCode}.", innerException, ErrorType.Unknown, code, input.ResponseData?.GetHeaderValue("x-amzn-RequestId"), statusCode);
        }
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

    private sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => "ECR";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
