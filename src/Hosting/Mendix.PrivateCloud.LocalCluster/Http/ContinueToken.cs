using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Where a list goes on: the first object of the next page, and the revision of the first page.</summary>
internal static class ContinueToken
{
    /// <summary>The revision of a token that goes on in whatever is there now.</summary>
    public const long Inconsistent = -1;

    public static string Write(long revision, ObjectKey next) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        new JsonObject { ["rv"] = revision, ["namespace"] = next.Namespace, ["name"] = next.Name }.ToJsonString()));

    public static (long Revision, ObjectKey Next) Read(string token)
    {
        try
        {
            var json = JsonNode.Parse(Convert.FromBase64String(token));
            return ((long)json!["rv"]!, new ObjectKey((string)json["namespace"]!, (string)json["name"]!));
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            throw Failures.BadRequest("invalid continue token: continue key is not valid: it must be the value of metadata.continue of an earlier list");
        }
    }
}
