using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Mendix.PrivateCloud.Testing.Minio.Http;

/// <summary>An answer.</summary>
internal sealed record MinioReply(int Status, byte[] Body, string? ContentType = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public MinioReply WithHeader(string name, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [name] = value } };

    public static MinioReply Empty(int status = 200) => new(status, []);

    public static MinioReply Json(JsonNode node) => new(200, Encoding.UTF8.GetBytes(node.ToJsonString()), "application/json");

    public static MinioReply Text(JsonNode node) => new(200, Encoding.UTF8.GetBytes(node.ToJsonString()), "text/plain; charset=utf-8");

    public static MinioReply Xml(XElement element) =>
        new(200, [.. "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8, .. Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))], "application/xml");
}
