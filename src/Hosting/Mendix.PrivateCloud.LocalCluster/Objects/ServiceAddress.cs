using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>Gives a Service its cluster IP. Nothing listens there; it only reads as people expect.</summary>
internal static class ServiceAddress
{
    public static void Assign(JsonObject service, JsonObject? old)
    {
        if (service["spec"] is not JsonObject spec || spec.String("type") == "ExternalName")
        {
            return;
        }

        if (spec.String("clusterIP") is not { Length: > 0 })
        {
            spec["clusterIP"] = old?["spec"].String("clusterIP") is { Length: > 0 } present ? present : From(service["metadata"].String("uid") ?? "");
        }

        spec["clusterIPs"] = new JsonArray((JsonNode)spec.String("clusterIP")!);
    }

    private static string From(string uid)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(uid));
        return $"10.{96 + (hash[0] & 15)}.{hash[1]}.{1 + (hash[2] % 254)}";
    }
}
