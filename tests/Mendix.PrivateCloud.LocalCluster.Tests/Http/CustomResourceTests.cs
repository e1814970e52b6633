using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Tests.Manifests;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

public sealed class CustomResourceTests : ClusterTest
{
    private const string Merge = "application/merge-patch+json";

    [Fact]
    public async Task The_generation_counts_changes_of_the_desired_state_only()
    {
        await InstallAsync();
        var created = await CreateAsync(WidgetManifests.Path, WidgetManifests.Json("w"));

        var (_, labelled) = await SendAsync(HttpMethod.Patch, $"{WidgetManifests.Path}/w", """{"metadata":{"labels":{"a":"b"}}}""", Merge);
        var (_, reported) = await SendAsync(HttpMethod.Patch, $"{WidgetManifests.Path}/w/status", """{"status":{"phase":"Ready"}}""", Merge);
        var (_, resized) = await SendAsync(HttpMethod.Patch, $"{WidgetManifests.Path}/w", """{"spec":{"size":4}}""", Merge);

        Assert.Equal([1, 1, 1, 2], new[] { created, labelled, reported, resized }.Select(Generation));
    }

    [Fact]
    public async Task A_write_to_the_object_leaves_the_status_and_the_other_way_round()
    {
        await InstallAsync();
        var body = WidgetManifests.Json("w");
        body["status"] = new JsonObject { ["phase"] = "Forged" };
        var created = await CreateAsync(WidgetManifests.Path, body);

        const string Both = """{"spec":{"size":5},"status":{"phase":"Ready"},"metadata":{"labels":{"a":"b"}}}""";
        var (_, reported) = await SendAsync(HttpMethod.Patch, $"{WidgetManifests.Path}/w/status", Both, Merge);
        var (_, resized) = await SendAsync(
            HttpMethod.Patch, $"{WidgetManifests.Path}/w", """{"spec":{"size":5},"status":{"phase":"Forged"}}""", Merge);

        Assert.Null(created["status"]);
        Assert.Equal(3, (int)reported["spec"]!["size"]!);
        Assert.Null(reported["metadata"]!["labels"]);
        Assert.Equal("Ready", (string?)reported["status"]!["phase"]);
        Assert.Equal(5, (int)resized["spec"]!["size"]!);
        Assert.Equal("Ready", (string?)resized["status"]!["phase"]);
    }

    [Fact]
    public async Task Defaults_come_and_unknown_fields_go_unless_they_are_to_be_kept()
    {
        await InstallAsync();
        var body = WidgetManifests.Json("w");
        body["spec"]!["typo"] = 1;
        body["spec"]!["free"] = new JsonObject { ["anything"] = true };

        var created = await CreateAsync(WidgetManifests.Path, body);

        Assert.Equal("red", (string?)created["spec"]!["color"]);
        Assert.Null(created["spec"]!["typo"]);
        Assert.True((bool)created["spec"]!["free"]!["anything"]!);
    }

    [Theory]
    [InlineData("Strict", HttpStatusCode.BadRequest)]
    [InlineData("Warn", HttpStatusCode.Created)]
    [InlineData("Ignore", HttpStatusCode.Created)]
    public async Task Unknown_and_duplicate_fields_are_handled_as_asked(string validation, HttpStatusCode expected)
    {
        await InstallAsync();
        using var content = new StringContent(
            """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w"},"spec":{"size":1,"size":2,"typo":1}}""",
            System.Text.Encoding.UTF8,
            "application/json");

        using var response = await Http.PostAsync($"{WidgetManifests.Path}?fieldValidation={validation}", content, Cancellation);

        Assert.Equal(expected, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        var warnings = response.Headers.Contains("Warning") ? string.Join('\n', response.Headers.GetValues("Warning")) : "";
        var told = validation == "Strict" ? (string)JsonNode.Parse(text)!["message"]! : warnings.Replace("\\\"", "\"", StringComparison.Ordinal);
        Assert.Equal(validation != "Ignore", told.Contains("unknown field \"spec.typo\"", StringComparison.Ordinal));
        Assert.Equal(validation != "Ignore", told.Contains("duplicate field \"spec.size\"", StringComparison.Ordinal));
        if (expected == HttpStatusCode.Created)
        {
            Assert.Equal(2, (int)JsonNode.Parse(text)!["spec"]!["size"]!);
        }
    }

    [Fact]
    public async Task An_object_that_breaks_the_schema_is_invalid()
    {
        await InstallAsync();

        var (code, status) = await SendAsync(HttpMethod.Post, WidgetManifests.Path, WidgetManifests.Json("w", size: 11).ToJsonString());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(
            "Widget.example.com \"w\" is invalid: spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10",
            (string?)status["message"]);
    }

    [Fact]
    public async Task Replacing_needs_the_state_that_was_read()
    {
        await InstallAsync();
        await CreateAsync(WidgetManifests.Path, WidgetManifests.Json("w"));

        var (code, status) = await SendAsync(HttpMethod.Put, $"{WidgetManifests.Path}/w", WidgetManifests.Json("w", 4).ToJsonString());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(
            "widgets.example.com \"w\" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update",
            (string?)status["message"]);
    }

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
