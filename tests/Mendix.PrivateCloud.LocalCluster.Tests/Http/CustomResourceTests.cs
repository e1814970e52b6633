using System.Net;
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

    [Fact]
    public async Task With_its_definition_go_the_objects_and_the_path()
    {
        await InstallAsync();
        await CreateAsync(WidgetManifests.Path, WidgetManifests.Json("w"));

        await SendAsync(HttpMethod.Delete, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");

        await WaitUntilGoneAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(WidgetManifests.Path)).Code);
        await InstallAsync();
        var (_, list) = await GetAsync(WidgetManifests.Path);
        Assert.Empty(list["items"]!.AsArray());
    }

    private Task<string> InstallAsync() => Kubectl.RunAsync("create --validate=false -f -", WidgetManifests.Definition, Cancellation);

    private static int Generation(JsonObject value) => (int)value["metadata"]!["generation"]!;
}
