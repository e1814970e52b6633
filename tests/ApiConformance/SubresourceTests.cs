using System.Net;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>Status, scale and the generation that counts what is wanted.</summary>
public abstract class SubresourceTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task The_generation_counts_changes_of_the_desired_state_only()
    {
        await InstallWidgetsAsync();
        var created = await CreateWidgetAsync("w");

        var labelled = await PatchAsync($"{Widgets}/w", """{"metadata":{"labels":{"a":"b"}}}""");
        var reported = await PatchAsync($"{Widgets}/w/status", """{"status":{"phase":"Ready"}}""");
        var resized = await PatchAsync($"{Widgets}/w", """{"spec":{"size":4}}""");
        var again = await PatchAsync($"{Widgets}/w", """{"spec":{"size":4}}""");

        Assert.Equal([1, 1, 1, 2, 2], new[] { created, labelled, reported, resized, again }.Select(answer => answer.Ok().Generation));
    }

    [Fact]
    public async Task Deleting_an_object_that_is_held_changes_what_is_wanted()
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w");
        await PatchAsync($"{Widgets}/w", """{"metadata":{"finalizers":["example.com/hold"]}}""");

        var deleting = await DeleteAsync($"{Widgets}/w");
        await PatchAsync($"{Widgets}/w", """{"metadata":{"finalizers":null}}""");

        Assert.Equal(2, deleting.Generation);
    }

    [Fact]
    public async Task A_write_to_the_object_leaves_the_status_and_the_other_way_round()
    {
        await InstallWidgetsAsync();
        var body = ApiConformance.Widgets.Widget("w");
        body["status"] = Json.Parse("""{"phase":"Forged"}""");
        var created = await CreateAsync(Widgets, body);

        const string Both = """{"spec":{"size":5},"status":{"phase":"Ready"},"metadata":{"labels":{"a":"b"},"annotations":{"a":"b"}}}""";
        var reported = await PatchAsync($"{Widgets}/w/status", Both);
        var resized = await PatchAsync($"{Widgets}/w", """{"spec":{"size":5},"status":{"phase":"Forged"}}""");

        Assert.Null(created.Body["status"]);
        Assert.Equal(3, (int)reported.Body["spec"]!["size"]!);
        Assert.Null(reported.Metadata["labels"]);
        Assert.Equal("Ready", (string?)reported.Body["status"]!["phase"]);
        Assert.Equal(5, (int)resized.Body["spec"]!["size"]!);
        Assert.Equal("Ready", (string?)resized.Body["status"]!["phase"]);
    }

    [Fact]
    public async Task A_status_is_read_replaced_and_held_to_the_version()
    {
        await InstallWidgetsAsync();
        var created = await CreateWidgetAsync("w");
        var body = created.Body.DeepClone().AsObject();
        body["status"] = Json.Parse("""{"phase":"Ready","typo":1}""");

        var replaced = (await PutAsync($"{Widgets}/w/status", body)).Ok();
        var stale = await PutAsync($"{Widgets}/w/status", body);
        var read = await GetAsync($"{Widgets}/w/status");

        Json.Equal("""{"phase":"Ready"}""", replaced.Body["status"]);
        Assert.NotEqual(created.ResourceVersion, replaced.ResourceVersion);
        Assert.Equal(HttpStatusCode.Conflict, stale.Code);
        Json.Equal(replaced.Body, read.Body);
    }

    [Fact]
    public async Task A_status_that_breaks_the_schema_is_invalid()
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w");

        var answer = await PatchAsync($"{Widgets}/w/status", """{"status":{"replicas":"many"}}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        Assert.Contains($"status.replicas: Invalid value: \"string\": {Wording("replicas in body", "status.replicas in body", answer)} must be of type integer: \"string\"", answer.Message);
    }

    [Fact]
    public async Task A_status_of_what_is_not_there_is_not_found()
    {
        await InstallWidgetsAsync();

        var answer = await PatchAsync($"{Widgets}/none/status", """{"status":{}}""");

        Assert.Equal(HttpStatusCode.NotFound, answer.Code);
        Assert.Equal($"widgets.{ApiConformance.Widgets.Group} \"none\" not found", answer.Message);
    }

    [Fact]
    public async Task Scale_reads_and_writes_the_replicas()
    {
        await InstallWidgetsAsync();
        var created = await CreateWidgetAsync("w", """{"size":3,"replicas":1}""");
        await PatchAsync($"{Widgets}/w/status", """{"status":{"replicas":1,"selector":"a=b"}}""");

        var scaled = await PatchAsync($"{Widgets}/w/scale", """{"spec":{"replicas":4}}""");
        var scale = await GetAsync($"{Widgets}/w/scale");
        var widget = await GetAsync($"{Widgets}/w");

        Assert.Equal(("Scale", "autoscaling/v1"), ((string?)scale.Body["kind"], (string?)scale.Body["apiVersion"]));
        Json.Equal("""{"replicas":4}""", scaled.Ok().Body["spec"]);
        Json.Equal("""{"replicas":1,"selector":"a=b"}""", scale.Body["status"]);
        Assert.Equal(
            ("w", Space, (string?)created.Metadata["uid"], widget.ResourceVersion),
            (scale.Name, (string?)scale.Metadata["namespace"], (string?)scale.Metadata["uid"], scale.ResourceVersion));
        Assert.Equal(4, (int)widget.Body["spec"]!["replicas"]!);
        Assert.Equal(2, widget.Generation);
    }

    [Fact]
    public async Task Scale_is_replaced_only_in_the_state_that_was_read()
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w", """{"size":3,"replicas":1}""");
        var scale = (await GetAsync($"{Widgets}/w/scale")).Body;
        scale["spec"]!["replicas"] = 2;

        (await PutAsync($"{Widgets}/w/scale", scale)).Ok();
        var stale = await PutAsync($"{Widgets}/w/scale", scale);

        Assert.Equal(HttpStatusCode.Conflict, stale.Code);
    }

    [Fact]
    public async Task Deployments_scale_too()
    {
        var deployments = $"/apis/apps/v1/namespaces/{Space}/deployments";
        await CreateAsync(deployments, Json.Parse("""
            {"metadata":{"name":"d"},"spec":{"replicas":0,"selector":{"matchLabels":{"app":"d"}},
             "template":{"metadata":{"labels":{"app":"d"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """));

        var negative = await PatchAsync($"{deployments}/d/scale", """{"spec":{"replicas":-1}}""");
        var scale = await GetAsync($"{deployments}/d/scale");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Invalid"), (negative.Code, (string?)negative.Body["reason"]));
        Assert.Contains("spec.replicas: Invalid value: -1: must be greater than or equal to 0", negative.Message);
        Assert.Equal("app=d", (string?)scale.Body["status"]!["selector"]);
    }
}

public sealed class LocalSubresourceTests(LocalServer server) : SubresourceTests(server);

public sealed class RealSubresourceTests(RealServer server) : SubresourceTests(server);
