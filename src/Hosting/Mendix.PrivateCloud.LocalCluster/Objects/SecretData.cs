using System.Text;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary><c>stringData</c> is write-only: it ends up in <c>data</c>.</summary>
internal static class SecretData
{
    public static void Merge(JsonObject secret)
    {
        if (secret["stringData"] is not JsonObject text)
        {
            return;
        }

        secret.Remove("stringData");
        if (secret["data"] is not JsonObject data)
        {
            secret["data"] = data = [];
        }

        foreach (var (key, value) in text)
        {
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Json.AsString(value) ?? ""));
        }
    }
}
