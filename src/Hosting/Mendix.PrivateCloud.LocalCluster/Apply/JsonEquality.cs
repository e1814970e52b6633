using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>JSON nodes compared by value.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonNode?>
{
    public static readonly JsonEquality Instance = new();

    public bool Equals(JsonNode? x, JsonNode? y) => JsonNode.DeepEquals(x, y);

    public int GetHashCode(JsonNode? obj) => (int)Json.Kind(obj);
}
