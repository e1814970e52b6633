using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

/// <summary>A call of AWS's query protocol: an action and its parameters, sent as a form (reference, cloud storage D.1).</summary>
/// <param name="service">The service, as signatures name it.</param>
/// <param name="version">The version of its interface.</param>
/// <param name="action">What to do.</param>
/// <param name="parameters">With what.</param>
internal sealed class QueryRequest(string service, string version, string action, IReadOnlyList<(string Name, string Value)> parameters)
    : AmazonWebServiceRequest
{
    /// <summary>Turns a call into what the driver's pipeline signs and sends.</summary>
    public sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var call = (QueryRequest)input;
            return call.Form();
        }
    }

    private DefaultRequest Form()
    {
        var request = new DefaultRequest(this, service) { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters["Action"] = action;
        request.Parameters["Version"] = version;
        foreach (var (name, value) in parameters)
        {
            request.Parameters[name] = value;
        }

        return request;
    }
}
