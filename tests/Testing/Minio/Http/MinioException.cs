using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Mendix.PrivateCloud.Testing.Minio.Http;

/// <summary>What the server refuses with.</summary>
internal sealed class MinioException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>The region that the server wants.</summary>
    public string? Region { get; init; }

    public static MinioException AccessDenied() => new(403, "AccessDenied", "Access Denied.");

    public MinioReply Json() => MinioReply.Json(new JsonObject
    {
        [nameof(Code)] = code,
        [nameof(Message)] = Message,
        ["Resource"] = "",
        ["RequestId"] = "",
        ["HostId"] = "",
    }) with
    { Status = status };

    public MinioReply Xml(string path) => new(
        status,
        Encoding.UTF8.GetBytes(new XElement("Error",
            new XElement("Code", code),
            new XElement("Message", Message),
            Region is null ? null : new XElement("Region", Region),
            new XElement("Resource", path)).ToString(SaveOptions.DisableFormatting)),
        "application/xml");
}
