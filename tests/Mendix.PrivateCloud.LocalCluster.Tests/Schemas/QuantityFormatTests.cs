using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Schemas;

public sealed class QuantityFormatTests
{
    [Theory]
    [InlineData("\"1\"", "1")]
    [InlineData("2", "2")]
    [InlineData("0.25", "250m")]
    [InlineData("\"0.5\"", "500m")]
    [InlineData("\"1000m\"", "1")]
    [InlineData("\"1500m\"", "1500m")]
    [InlineData("\"100m\"", "100m")]
    [InlineData("\"0\"", "0")]
    [InlineData("\"0.0001m\"", "100n")]
    [InlineData("\"0.1n\"", "1n")]
    [InlineData("\"1000\"", "1k")]
    [InlineData("\"1024\"", "1024")]
    [InlineData("\"1024Mi\"", "1Gi")]
    [InlineData("\"0.5Gi\"", "512Mi")]
    [InlineData("\"1.5Gi\"", "1536Mi")]
    [InlineData("\"0.5Ki\"", "512")]
    [InlineData("\"1023Ki\"", "1023Ki")]
    [InlineData("\"1e3\"", "1e3")]
    [InlineData("\"12E6\"", "12e6")]
    [InlineData("\"-1.5\"", "-1500m")]
    [InlineData("\".5\"", "500m")]
    [InlineData("\"5.\"", "5")]
    [InlineData("\"2E\"", "2E")]
    [InlineData("\"1 Gi\"", null)]
    [InlineData("\"1GB\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"m\"", null)]
    public void There_is_one_canonical_form(string json, string? expected) =>
        Assert.Equal(expected, QuantityFormat.Canonical((JsonValue)JsonNode.Parse(json)!));

    [Fact]
    public void Built_in_kinds_store_the_canonical_form()
    {
        var pod = Parsing.Obj("""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i","resources":{"limits":{"cpu":0.5,"memory":"2048Mi"}}}]}}""");
        Parsing.BuiltIn("Pod").Normalize(pod);

        Parsing.AssertJson("""{"limits":{"cpu":"500m","memory":"2Gi"},"requests":{"cpu":"500m","memory":"2Gi"}}""",
            pod["spec"]!["containers"]![0]!["resources"]);
    }
}
