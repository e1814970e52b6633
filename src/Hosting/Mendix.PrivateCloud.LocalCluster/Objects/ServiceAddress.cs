using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>Gives a Service its cluster IP. Nothing listens there; it only reads as people expect.</summary>
internal static class ServiceAddress
{
    private static int _last;

    public static void Assign(JsonObject service, JsonObject? old)
    {
        if (service["spec"] is not JsonObject spec || spec.String("type") == "ExternalName")
        {
            return;
        }

        if (spec.String("clusterIP") is not { Length: > 0 })
        {
            spec["clusterIP"] = old?["spec"].String("clusterIP") is { Length: > 0 } present ? present : Next();
        }

        spec["clusterIPs"] = new JsonArray((JsonNode)spec.String("clusterIP")!);
    }

    private static string Next()
    {
        var number = Interlocked.Increment(ref _last) & 0xffff;
        return $"10.96.{number >> 8}.{number & 0xff}";
    }
}
