using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>Server-side apply: who owns what, and what happens when two want the same.</summary>
public abstract class ApplyTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task Applying_creates_and_then_changes()
    {
        await InstallWidgetsAsync();

        var created = await ApplyWidgetAsync("alice", """{"size":3}""");
        var same = await ApplyWidgetAsync("alice", """{"size":3}""");
        var changed = await ApplyWidgetAsync("alice", """{"size":4}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (created.Code, same.Code, changed.Code));
        Assert.Equal(created.ResourceVersion, same.ResourceVersion);
        Assert.Equal((2, 4), (changed.Generation, (int)changed.Body["spec"]!["size"]!));
    }

    [Fact]
    public async Task The_fields_of_a_manager_are_those_that_it_applied()
    {
        await InstallWidgetsAsync();

        var applied = await ApplyWidgetAsync("alice", """{"size":3,"parts":[{"name":"a","weight":1}],"tags":["x"],"args":["y"],"selector":{"k":"v"},"labels":{"k":"v"},"free":{"a":1}}""");

        var entry = Assert.Single(applied.Ok().Metadata["managedFields"]!.AsArray())!;
        Assert.Equal(("alice", "Apply", $"{ApiConformance.Widgets.Group}/v1", "FieldsV1"), ((string?)entry["manager"], (string?)entry["operation"], (string?)entry["apiVersion"], (string?)entry["fieldsType"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", (string?)entry["time"]);
        Json.Equal(
            """
            {"f:spec":{
              "f:size":{}, "f:parts":{"k:{\"name\":\"a\"}":{".":{},"f:name":{},"f:weight":{}}}, "f:tags":{"v:\"x\"":{}}, "f:args":{},
              "f:selector":{}, "f:labels":{"f:k":{}}, "f:free":{"f:a":{}}
            }}
            """,
            entry["fieldsV1"]);
    }

    [Fact]
    public async Task Overruling_another_manager_is_a_conflict_that_names_him()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3}""");

        var refused = await ApplyWidgetAsync("bob", """{"size":4}""");

        Assert.Equal(HttpStatusCode.Conflict, refused.Code);
        refused.IsStatus($$"""
            {
              "reason": "Conflict", "message": "Apply failed with 1 conflict: conflict with \"alice\": .spec.size",
              "details": {"causes": [{"reason": "FieldManagerConflict", "message": "conflict with \"alice\"", "field": ".spec.size"}]}
            }
            """);
        Assert.Equal(3, (int)(await GetAsync($"{Widgets}/w")).Body["spec"]!["size"]!);
    }

    [Fact]
    public async Task Several_conflicts_are_listed_by_manager()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3,"parts":[{"name":"a","weight":1}]}""");
        await PatchAsync($"{Widgets}/w?fieldManager=carol", """{"spec":{"name":"abc"}}""");

        var refused = await ApplyWidgetAsync("bob", """{"size":4,"name":"xyz","parts":[{"name":"a","weight":2}]}""");

        Assert.Equal(HttpStatusCode.Conflict, refused.Code);
        Assert.Equal(3, refused.Body["details"]!["causes"]!.AsArray().Count);
        Assert.StartsWith("Apply failed with 3 conflicts: conflicts with \"alice\":\n- .spec.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("- .spec.parts[name=\"a\"].weight", refused.Message);
        Assert.Contains($"conflicts with \"carol\" using {ApiConformance.Widgets.Group}/v1", refused.Message);
        Assert.EndsWith(":\n- .spec.name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_takes_the_field_over()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3,"name":"abc"}""");

        var forced = await ApplyWidgetAsync("bob", """{"size":4}""", "&force=true");

        Assert.Equal(4, (int)forced.Ok().Body["spec"]!["size"]!);
        Json.Equal("""{"f:spec":{"f:name":{}}}""", Fields(forced, "alice"));
        Json.Equal("""{"f:spec":{"f:size":{}}}""", Fields(forced, "bob"));
    }

    [Fact]
    public async Task Applying_the_value_that_is_there_shares_it_without_conflict()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3,"name":"abc"}""");
        await ApplyWidgetAsync("bob", """{"size":3,"name":"abc"}""");

        // What two want goes when neither wants it any more.
        var one = await ApplyWidgetAsync("alice", """{"size":3}""");
        var none = await ApplyWidgetAsync("bob", """{"size":3}""");

        Assert.Equal("abc", (string?)one.Body["spec"]!["name"]);
        Assert.Null(none.Ok().Body["spec"]!["name"]);
    }

    [Fact]
    public async Task What_a_manager_no_longer_applies_goes_and_the_default_returns()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3,"color":"green","name":"abc","labels":{"a":"1","b":"2"},"free":{"a":{"b":1},"c":2}}""");

        var less = await ApplyWidgetAsync("alice", """{"size":3,"labels":{"a":"1"},"free":{"c":2}}""");

        Json.Equal("""{"size":3,"color":"red","labels":{"a":"1"},"free":{"c":2},"limits":{"cpu":"1"}}""", less.Ok().Body["spec"]);
    }

    [Fact]
    public async Task A_plain_write_takes_a_field_from_its_applier()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3,"replicas":2}""");

        var written = await PatchAsync($"{Widgets}/w?fieldManager=carol", """{"spec":{"replicas":5}}""");
        var refused = await ApplyWidgetAsync("alice", """{"size":3,"replicas":2}""");

        Json.Equal("""{"f:spec":{"f:size":{}}}""", Fields(written, "alice"));
        Json.Equal("""{"f:spec":{"f:replicas":{}}}""", Fields(written, "carol"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Code);
        Assert.StartsWith($"Apply failed with 1 conflict: conflict with \"carol\" using {ApiConformance.Widgets.Group}/v1", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(": .spec.replicas", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_applied_is_taken_over_without_conflict_when_it_is_the_same()
    {
        await InstallWidgetsAsync();
        await CreateAsync($"{Widgets}?fieldManager=carol", ApiConformance.Widgets.Widget("w", """{"size":3,"name":"abc"}"""));

        var applied = await ApplyWidgetAsync("alice", """{"size":3}""");

        Assert.Equal("abc", (string?)applied.Ok().Body["spec"]!["name"]);
        Json.Equal("""{"f:spec":{"f:size":{}}}""", Fields(applied, "alice"));
    }

    [Fact]
    public async Task A_dry_run_shows_the_result_and_the_conflict()
    {
        await InstallWidgetsAsync();
        var created = await ApplyWidgetAsync("alice", """{"size":3}""");

        var shown = await ApplyWidgetAsync("alice", """{"size":4}""", "&dryRun=All");
        var refused = await ApplyWidgetAsync("bob", """{"size":4}""", "&dryRun=All");

        Assert.Equal(4, (int)shown.Ok().Body["spec"]!["size"]!);
        Assert.Equal(HttpStatusCode.Conflict, refused.Code);
        Assert.Equal(created.ResourceVersion, (await GetAsync($"{Widgets}/w")).ResourceVersion);
    }

    [Fact]
    public async Task A_status_is_applied_on_its_own()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3}""");

        var told = await SendAsync(
            HttpMethod.Patch, $"{Widgets}/w/status?fieldManager=bob",
            $$"""{"apiVersion":"{{ApiConformance.Widgets.Group}}/v1","kind":"Widget","metadata":{"name":"w"},"status":{"phase":"Ready","conditions":[{"type":"Ready","status":"True"}]} }""",
            ApplyPatch);

        Json.Equal("""{"phase":"Ready","conditions":[{"type":"Ready","status":"True"}]}""", told.Ok().Body["status"]);
        Assert.Equal(3, (int)told.Body["spec"]!["size"]!);
        Json.Equal(
            """{"f:status":{"f:phase":{},"f:conditions":{"k:{\"type\":\"Ready\"}":{".":{},"f:type":{},"f:status":{}}}}}""", Fields(told, "bob"));
        if (Server.Minor >= 22)
        {
            Assert.Contains(told.Metadata["managedFields"]!.AsArray(), entry => (string?)entry!["manager"] == "bob" && (string?)entry["subresource"] == "status");
        }
    }

    [Fact]
    public async Task Labels_and_annotations_of_others_stay()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3}""", metadata: ""","labels":{"mine":"1"},"annotations":{"mine":"1"}""");
        await PatchAsync($"{Widgets}/w", """{"metadata":{"labels":{"theirs":"1"},"annotations":{"theirs":"1"}}}""");

        var less = await ApplyWidgetAsync("alice", """{"size":3}""");

        Json.Equal("""{"theirs":"1"}""", less.Ok().Metadata["labels"]);
        Json.Equal("""{"theirs":"1"}""", less.Metadata["annotations"]);
    }

    [Fact]
    public async Task Who_applies_must_say_who_he_is()
    {
        await InstallWidgetsAsync();

        var answer = await SendAsync(HttpMethod.Patch, $"{Widgets}/w", ApiConformance.Widgets.Widget("w").ToJsonString(), ApplyPatch);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        answer.IsStatus("""
            {
              "reason": "Invalid", "message": "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch",
              "details": {"group": "meta.k8s.io", "kind": "PatchOptions", "causes": [
                {"reason": "FieldValueRequired", "message": "Required value: is required for apply patch", "field": "fieldManager"}
              ]}
            }
            """);
    }

    [Fact]
    public async Task Managed_fields_cannot_be_applied()
    {
        await InstallWidgetsAsync();

        var answer = await ApplyWidgetAsync("alice", """{"size":3}""", metadata: ""","managedFields":[]""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Code);
        answer.IsStatus("""{"reason":"BadRequest","message":"metadata.managedFields must be nil"}""");
    }

    [Fact]
    public async Task An_apply_may_say_which_state_it_is_meant_for()
    {
        await InstallWidgetsAsync();
        var first = (await ApplyWidgetAsync("me", """{"size":3}""")).Ok();
        var second = (await ApplyWidgetAsync("me", """{"size":4}""", metadata: $$""","resourceVersion":"{{first.ResourceVersion}}" """)).Ok();

        var late = await ApplyWidgetAsync("me", """{"size":5}""", "&force=true", $$""","resourceVersion":"{{first.ResourceVersion}}" """);

        Assert.Equal(HttpStatusCode.Conflict, late.Code);
        Assert.Equal("Conflict", (string?)late.Body["reason"]);
        Assert.Contains("the object has been modified; please apply your changes to the latest version and try again", late.Message);
        Assert.Equal(second.ResourceVersion, (await GetAsync($"{Widgets}/w")).ResourceVersion);
    }

    [Fact]
    public async Task An_apply_for_an_object_that_is_gone_conflicts()
    {
        await InstallWidgetsAsync();

        var answer = await ApplyWidgetAsync("alice", """{"size":3}""", metadata: ""","uid":"other" """);

        Assert.Equal((HttpStatusCode.Conflict, "Conflict"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.Equal(
            $"Operation cannot be fulfilled on widgets.{ApiConformance.Widgets.Group} \"w\": uid mismatch: the provided object specified uid other, and no existing object was found",
            answer.Message);
    }

    [Fact]
    public async Task A_status_of_what_is_not_there_is_not_applied()
    {
        await InstallWidgetsAsync();

        var answer = await SendAsync(
            HttpMethod.Patch, $"{Widgets}/none/status?fieldManager=alice", ApiConformance.Widgets.Widget("none").ToJsonString(), ApplyPatch);

        Assert.Equal(HttpStatusCode.NotFound, answer.Code);
    }

    [Fact]
    public async Task Empty_managed_fields_reset_them()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3}""");

        var reset = await PatchAsync($"{Widgets}/w", """{"metadata":{"managedFields":[{}]}}""");

        Assert.Null(reset.Ok().Metadata["managedFields"]);
    }

    private static JsonNode? Fields(Answer answer, string manager) =>
        answer.Ok().Metadata["managedFields"]!.AsArray().SingleOrDefault(entry => (string?)entry!["manager"] == manager)?["fieldsV1"];
}

public sealed class LocalApplyTests(LocalServer server) : ApplyTests(server);

public sealed class RealApplyTests(RealServer server) : ApplyTests(server);
