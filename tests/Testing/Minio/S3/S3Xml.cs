using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Mendix.PrivateCloud.Testing.Minio.Http;

namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>The XML of S3.</summary>
internal static class S3Xml
{
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>A key as listings write it: encoded where the caller asked for it.</summary>
    public static string Key(S3Call call, string key) => call.Request.Parameter("encoding-type") == "url"
        ? Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal).Replace("%20", "+", StringComparison.Ordinal)
        : key;

    public static XElement Tagging(Dictionary<string, string> tags) => new(Namespace + "Tagging", new XElement(Namespace + "TagSet",
        tags.Select(tag => new XElement(Namespace + "Tag", new XElement(Namespace + "Key", tag.Key), new XElement(Namespace + "Value", tag.Value)))));

    public static Dictionary<string, string> Tags(byte[] body) => Parse(body).Descendants().Where(element => element.Name.LocalName == "Tag")
        .ToDictionary(tag => Value(tag, "Key"), tag => Value(tag, "Value"));

    public static IEnumerable<(string Key, string Version)> Deletions(byte[] body) => Parse(body).Elements()
        .Where(element => element.Name.LocalName == "Object").Select(item => (Value(item, "Key"), Value(item, "VersionId")));

    public static XElement DeletionError(string key, string version, MinioException exception) => Element("Error",
        Element("Key", key), Element("VersionId", version), Element("Code", exception.Code), Element("Message", exception.Message));

    public static string Value(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

    public static XElement Parse(byte[] body)
    {
        try
        {
            return XElement.Parse(Encoding.UTF8.GetString(body));
        }
        catch (System.Xml.XmlException)
        {
            throw new MinioException(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema.");
        }
    }
}
