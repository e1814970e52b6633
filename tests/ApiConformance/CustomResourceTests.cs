using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>Schemas: what is put in, thrown away, warned of and refused.</summary>
public abstract class CustomResourceTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task Defaults_come_and_unknown_fields_go_unless_they_are_to_be_kept()
    {
        await InstallWidgetsAsync();

        var created = await CreateWidgetAsync("w", """{"size":3,"typo":1,"free":{"anything":true},"ports":[{"port":80,"typo":1}]}""");

        Json.Equal(
            """{"size":3,"color":"red","free":{"anything":true},"limits":{"cpu":"1"},"ports":[{"port":80,"protocol":"TCP"}]}""", created.Body["spec"]);
        Json.Equal(created.Body["spec"], (await GetAsync($"{Widgets}/w")).Body["spec"]);
    }

    [Fact]
    public async Task A_default_takes_the_place_of_a_null_that_cannot_be()
    {
        await InstallWidgetsAsync();

        var created = await CreateWidgetAsync("w", """{"size":3,"color":null,"note":null}""");

        Assert.Equal("red", (string?)created.Body["spec"]!["color"]);
        Assert.True(created.Body["spec"]!.AsObject().ContainsKey("note"));
    }

    [Theory]
    [InlineData("""{"size":11}""", "spec.size", "FieldValueInvalid", "Invalid value: 11: spec.size in body should be less than or equal to 10")]
    [InlineData("""{"size":0}""", "spec.size", "FieldValueInvalid", "Invalid value: 0: spec.size in body should be greater than or equal to 1")]
    [InlineData("{}", "spec.size", "FieldValueRequired", "Required value")]
    [InlineData("""{"size":"x"}""", "spec.size", null, "Invalid value: \"string\": spec.size in body must be of type integer: \"string\"")]
    [InlineData("""{"size":3,"color":"blue"}""", "spec.color", "FieldValueNotSupported", "Unsupported value: \"blue\": supported values: \"red\", \"green\"")]
    [InlineData("""{"size":3,"name":"A1"}""", "spec.name", "FieldValueInvalid", "Invalid value: \"A1\": spec.name in body should match '^[a-z]+$'")]
    [InlineData("""{"size":3,"tags":["a","a"]}""", "spec.tags[1]", "FieldValueDuplicate", "Duplicate value: \"a\"")]
    [InlineData("""{"size":3,"parts":[{"name":"a"},{"name":"a"}]}""", "spec.parts[1]", "FieldValueDuplicate", "Duplicate value: {\"name\":\"a\"}", "spec.parts[1]", "Duplicate value: map[string]interface {}{\"name\":\"a\"}")]
    [InlineData("""{"size":3,"parts":[{"weight":1}]}""", "spec.parts[0].name", "FieldValueRequired", "Required value", "spec.parts.name", "Required value")]
    public async Task An_object_that_breaks_the_schema_is_invalid(
        string spec, string field, string? reason, string message, string? oldField = null, string? oldMessage = null)
    {
        await InstallWidgetsAsync();

        var answer = await PostAsync(Widgets, ApiConformance.Widgets.Widget("w", spec));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Invalid"), (answer.Code, (string?)answer.Body["reason"]));
        if (Wording($"{field}: {message}", $"{oldField ?? field}: {oldMessage ?? message}", answer) != $"{field}: {message}")
        {
            (field, message) = (oldField!, oldMessage!);
        }

        Assert.Equal($"Widget.{ApiConformance.Widgets.Group} \"w\" is invalid: {field}: {message}", answer.Message);
        var details = answer.Body["details"]!;
        Assert.Equal(("w", ApiConformance.Widgets.Group, "Widget"), ((string?)details["name"], (string?)details["group"], (string?)details["kind"]));
        var cause = Assert.Single(details["causes"]!.AsArray())!;
        Assert.Equal((field, message), ((string?)cause["field"], (string?)cause["message"]));
        if (reason is not null)
        {
            Assert.Equal(reason, (string?)cause["reason"]);
        }
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await InstallWidgetsAsync();

        var answer = await PostAsync(Widgets, ApiConformance.Widgets.Widget("w", """{"size":11,"color":"blue"}"""));

        Assert.Equal(2, answer.Body["details"]!["causes"]!.AsArray().Count);
        Assert.Contains("is invalid: [spec.", answer.Message);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("\"http\"")]
    public async Task Either_of_two_types_is_possible_where_the_schema_says_so(string port)
    {
        // In a kind of its own: of a kind with such a field, Kubernetes 1.20 cannot tell who applied what.
        var group = $"{Space}.example.com";
        var definition = ApiConformance.Widgets.Definition(group);
        definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!["port"] =
            Json.Parse("""{"x-kubernetes-int-or-string":true}""");
        await CreateAsync(Definitions, definition);
        var widgets = $"/apis/{group}/v1/namespaces/{Space}/widgets";
        await EventuallyAsync(widgets, list => list.Code == HttpStatusCode.OK);
        var body = ApiConformance.Widgets.Widget("w", $$"""{"size":3,"port":{{port}} }""");
        body["apiVersion"] = $"{group}/v1";

        var created = await CreateAsync(widgets, body);
        await DeleteAsync($"{Definitions}/widgets.{group}");

        Assert.Equal(port, created.Body["spec"]!["port"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Strict", HttpStatusCode.BadRequest)]
    [InlineData("Warn", HttpStatusCode.Created)]
    [InlineData("Ignore", HttpStatusCode.Created)]
    public async Task Unknown_and_duplicate_fields_are_handled_as_asked(string validation, HttpStatusCode expected)
    {
        Since(25, "Field validation");
        await InstallWidgetsAsync();
        const string Body = $$"""{"apiVersion":"{{ApiConformance.Widgets.Group}}/v1","kind":"Widget","metadata":{"name":"w"},"spec":{"size":1,"size":2,"typo":1} }""";

        var answer = await SendAsync(HttpMethod.Post, $"{Widgets}?fieldValidation={validation}", Body);

        Assert.Equal(expected, answer.Code);
        var told = validation == "Strict" ? answer.Message! : string.Join('\n', answer.Warnings);
        Assert.Equal(validation != "Ignore", told.Contains("unknown field \"spec.typo\"", StringComparison.Ordinal));
        Assert.Equal(validation != "Ignore", told.Contains("duplicate field \"spec.size\"", StringComparison.Ordinal));
        if (expected == HttpStatusCode.Created)
        {
            Assert.Equal(2, (int)answer.Body["spec"]!["size"]!);
        }
    }

    [Fact]
    public async Task Items_of_custom_kinds_say_what_they_are()
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w");

        var list = await GetAsync(Widgets);

        Assert.Equal("WidgetList", (string?)list.Body["kind"]);
        var item = Assert.Single(list.Body["items"]!.AsArray())!;
        Assert.Equal(("Widget", $"{ApiConformance.Widgets.Group}/v1"), ((string?)item["kind"], (string?)item["apiVersion"]));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"w"},"spec":{"size":1}}""", "Object 'Kind' is missing in '")]
    [InlineData("""{"apiVersion":"conformance.example.com/v2","kind":"Widget","metadata":{"name":"w"},"spec":{"size":1}}""",
        "the API version in the data (conformance.example.com/v2) does not match the expected API version (conformance.example.com/v1)")]
    public async Task A_body_of_another_version_is_a_bad_request(string body, string message)
    {
        await InstallWidgetsAsync();

        var answer = await SendAsync(HttpMethod.Post, Widgets, body);

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.Contains(message, answer.Message);
    }

    [Fact]
    public async Task An_object_of_another_kind_is_invalid()
    {
        await InstallWidgetsAsync();
        var body = ApiConformance.Widgets.Widget("w");
        body["kind"] = "Gadget";

        var answer = await PostAsync(Widgets, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        answer.IsStatus("""
            {
              "reason": "Invalid", "message": "Gadget.conformance.example.com \"w\" is invalid: kind: Invalid value: \"Gadget\": must be Widget",
              "details": {"name": "w", "group": "conformance.example.com", "kind": "Gadget", "causes": [
                {"reason": "FieldValueInvalid", "message": "Invalid value: \"Gadget\": must be Widget", "field": "kind"}
              ]}
            }
            """);
    }

    [Fact]
    public async Task Replacing_needs_the_state_that_was_read()
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w");

        var answer = await PutAsync($"{Widgets}/w", ApiConformance.Widgets.Widget("w", """{"size":4}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        Assert.Equal(
            $"widgets.{ApiConformance.Widgets.Group} \"w\" is invalid: metadata.resourceVersion: Invalid value: {Wording("0", "0x0", answer)}: must be specified for an update", answer.Message);
    }

    [Fact]
    public async Task There_is_no_strategic_patch_of_a_custom_resource()
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w");

        var answer = await PatchAsync($"{Widgets}/w", "{}", StrategicMergePatch);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Code);
        answer.IsStatus("""
            {
              "reason": "UnsupportedMediaType",
              "message": "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
            }
            """);
    }

    [Fact]
    public async Task Lists_in_the_object_are_replaced_by_a_merge_patch()
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w", """{"size":3,"parts":[{"name":"a"},{"name":"b"}]}""");

        var patched = await PatchAsync($"{Widgets}/w", """{"spec":{"parts":[{"name":"c"}]}}""");

        Json.Equal("""[{"name":"c"}]""", patched.Ok().Body["spec"]!["parts"]);
    }

    [Fact]
    public async Task Owners_of_custom_kinds_take_along_what_they_own()
    {
        await InstallWidgetsAsync();
        var owner = await CreateWidgetAsync("owner");
        var child = ConfigMap("child");
        child["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = (string?)owner.Body["apiVersion"],
            ["kind"] = "Widget",
            ["name"] = "owner",
            ["uid"] = (string?)owner.Metadata["uid"],
        });
        await CreateAsync(ConfigMaps, child);

        await DeleteAsync($"{Widgets}/owner");

        await WaitUntilGoneAsync($"{ConfigMaps}/child");
    }
}

public sealed class LocalCustomResourceTests(LocalServer server) : CustomResourceTests(server);

public sealed class RealCustomResourceTests(RealServer server) : CustomResourceTests(server);
