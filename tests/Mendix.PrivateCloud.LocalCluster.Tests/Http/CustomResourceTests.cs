using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Tests.Manifests;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

public sealed class CustomResourceTests : ClusterTest
{
    private const string Merge = "application/merge-patch+json";

    [Fact]
    public async Task Scale_reads_and_writes_the_replicas()
    {
        await InstallAsync();
        await CreateAsync(WidgetManifests.Path, WidgetManifests.Json("w"));

        var (_, scale) = await SendAsync(HttpMethod.Patch, $"{WidgetManifests.Path}/w/scale", """{"spec":{"replicas":4}}""", Merge);

        Assert.Equal("autoscaling/v1", (string?)scale["apiVersion"]);
        Assert.Equal(4, (int)scale["spec"]!["replicas"]!);
        var (_, widget) = await GetAsync($"{WidgetManifests.Path}/w");
        Assert.Equal(4, (int)widget["spec"]!["replicas"]!);
        Assert.Equal(2, Generation(widget));
        var scaled = Assert.Single(widget["metadata"]!["managedFields"]!.AsArray(), entry => (string?)entry!["subresource"] == "scale")!;
        Assert.False(scaled.AsObject().ContainsKey("time"));
    }

    private Task<string> InstallAsync() => Kubectl.RunAsync("create --validate=false -f -", WidgetManifests.Definition, Cancellation);

    private static int Generation(JsonObject value) => (int)value["metadata"]!["generation"]!;
}
