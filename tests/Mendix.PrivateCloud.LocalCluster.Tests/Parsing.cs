using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Tests;

/// <summary>Short ways to write objects and to find kinds.</summary>
internal static class Parsing
{
    public static JsonObject Obj(string json) => (JsonObject)JsonNode.Parse(json)!;

    public static JsonArray Arr(string json) => (JsonArray)JsonNode.Parse(json)!;

    public static ResourceType BuiltIn(string kind, string? group = null) =>
        BuiltInTypes.All.Single(type => type.Kind == kind && (group is null || type.Group == group));

    /// <summary>Compares by value and shows both texts when they differ.</summary>
    public static void AssertJson(string expected, JsonNode? actual)
    {
        var wanted = JsonNode.Parse(expected);
        if (!JsonNode.DeepEquals(wanted, actual))
        {
            Assert.Equal(wanted?.ToJsonString(), actual?.ToJsonString());
        }
    }
}
