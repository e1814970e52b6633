using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

/// <summary>The answer to a call: its XML.</summary>
internal sealed class QueryResponse : AmazonWebServiceResponse
{
    private XElement? Document { get; init; }

    /// <summary>The text of the first element of this name, wherever it stands; null when there is none.</summary>
    public string? this[string name] => All(name).FirstOrDefault();

    /// <summary>The texts of all elements of this name.</summary>
    public IEnumerable<string> All(string name) => Texts(Document, name);

    private static IEnumerable<string> Texts(XElement? root, string name) =>
        root?.DescendantsAndSelf().Where(element => element.Name.LocalName == name).Select(element => element.Value) ?? [];

    /// <summary>Reads answers and errors.</summary>
    public sealed class Unmarshaller : XmlResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) => new QueryResponse { Document = XElement.Load(input.Stream) };

        public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            XElement? error = null;
            try
            {
                error = XElement.Load(input.Stream);
            }
            catch (XmlException)
            {
                // A proxy or load balancer answered in its own words: the status has to do.
            }

            string? Text(string name) => Texts(error, name).FirstOrDefault();
            return new AmazonServiceException(
                Text("Message") ?? $"The server answered with the status {(int)statusCode}.",
                innerException,
                Text("Type") == "Receiver" ? ErrorType.Receiver : ErrorType.Sender,
                Text("Code"),
                Text("RequestId"),
                statusCode);
        }
    }
}
