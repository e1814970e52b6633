using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Mendix.PrivateCloud.Provisioners.Minio.Admin;

/// <summary>
/// Reads an error in whatever form it comes: JSON from the admin part, XML from the S3 part (for a wrong clock also on admin
/// paths, and for everything on servers that know no admin part), or the text of something that is not MinIO.
/// </summary>
internal static class ErrorText
{
    private const int MostOfAStrangersText = 200;

    public static ErrorAnswer Read(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body).Trim();
        return (text.FirstOrDefault() switch
        {
            '{' => Json(text),
            '<' => Xml(text),
            _ => null,
        }) ?? new ErrorAnswer(null, text.Length <= MostOfAStrangersText ? text : text[..MostOfAStrangersText], null);
    }

    /// <summary>The region that an error names; null where it names none.</summary>
    public static string? Region(string? body) => body is null ? null : Read(Encoding.UTF8.GetBytes(body)).Region;

    private static ErrorAnswer? Json(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Answers.Default.ErrorAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ErrorAnswer? Xml(string text)
    {
        try
        {
            var error = XElement.Parse(text);
            return error.Name.LocalName == "Error" ? new ErrorAnswer(Value("Code"), Value("Message"), Value("Region")) : null;

            string? Value(string name) => error.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
