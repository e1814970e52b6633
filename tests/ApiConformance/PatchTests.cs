using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class PatchTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task A_merge_patch_sets_replaces_and_removes()
    {
        await CreateConfigMapAsync("a", labels: new() { ["stays"] = "1", ["goes"] = "1" });

        var patched = await PatchAsync($"{ConfigMaps}/a", """{"metadata":{"labels":{"goes":null,"comes":"2"}},"data":{"key":"2"}}""");

        Json.Equal("""{"comes":"2","stays":"1"}""", patched.Ok().Metadata["labels"]);
        Assert.Equal("2", (string?)patched.Body["data"]!["key"]);
    }

    [Fact]
    public async Task A_JSON_patch_does_one_thing_after_the_other()
    {
        await CreateConfigMapAsync("a");

        var patched = await PatchAsync(
            $"{ConfigMaps}/a",
            """
            [
              {"op":"test","path":"/data/key","value":"1"}, {"op":"add","path":"/data/new~1key","value":"2"},
              {"op":"copy","from":"/data/key","path":"/data/copy"}, {"op":"move","from":"/data/key","path":"/data/moved"},
              {"op":"replace","path":"/data/copy","value":"3"}, {"op":"remove","path":"/data/moved"}
            ]
            """,
            JsonPatch);

        // A slash is not allowed in a key of a ConfigMap, so all of it is refused.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, patched.Code);
        Assert.Contains("data[new/key]: Invalid value: \"new/key\": ", patched.Message);
        Assert.Equal("""{"key":"1"}""", (await GetAsync($"{ConfigMaps}/a")).Body["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_JSON_patch_reaches_into_lists()
    {
        await CreateAsync(ConfigMaps, Held("a", "example.com/a", "example.com/b"));

        var patched = await PatchAsync(
            $"{ConfigMaps}/a",
            """[{"op":"add","path":"/metadata/finalizers/-","value":"example.com/c"},{"op":"remove","path":"/metadata/finalizers/0"}]""",
            JsonPatch);
        var freed = await PatchAsync($"{ConfigMaps}/a", """[{"op":"remove","path":"/metadata/finalizers"}]""", JsonPatch);

        Assert.Equal(["example.com/b", "example.com/c"], patched.Ok().Metadata["finalizers"]!.AsArray().Select(finalizer => (string?)finalizer));
        Assert.Null(freed.Ok().Metadata["finalizers"]);
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/data/key","value":"2"}]""")]
    [InlineData("""[{"op":"remove","path":"/data/none"}]""")]
    [InlineData("""[{"op":"jump","path":"/data/key"}]""")]
    [InlineData("""[{"op":"replace","path":"/nothing/key","value":"1"}]""")]
    public async Task A_JSON_patch_that_does_not_fit_is_refused_without_saying_why(string patch)
    {
        await CreateConfigMapAsync("a");

        var answer = await PatchAsync($"{ConfigMaps}/a", patch, JsonPatch);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        answer.IsStatus("""{"reason":"Invalid","message":"the server rejected our request due to an error in our request","details":{}}""");
    }

    [Fact]
    public async Task A_JSON_patch_replaces_also_what_is_not_there()
    {
        await CreateConfigMapAsync("a");

        var answer = await PatchAsync($"{ConfigMaps}/a", """[{"op":"replace","path":"/data/none","value":"1"}]""", JsonPatch);

        Assert.Equal("1", (string?)answer.Ok().Body["data"]!["none"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_merge_patch_of_the_wrong_form_is_a_bad_request(string patch)
    {
        Since(25, "The strict reading of merge patches");
        await CreateConfigMapAsync("a");

        var answer = await PatchAsync($"{ConfigMaps}/a", patch);

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
    }

    [Theory]
    [InlineData(JsonPatch, "{}")]
    [InlineData(JsonPatch, "[")]
    [InlineData(StrategicMergePatch, "[]")]
    public async Task A_patch_of_the_wrong_form_is_a_bad_request(string contentType, string patch)
    {
        await CreateConfigMapAsync("a");

        var answer = await PatchAsync($"{ConfigMaps}/a", patch, contentType);

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
    }

    [Fact]
    public async Task A_patch_of_an_unknown_type_is_not_read()
    {
        await CreateConfigMapAsync("a");

        var answer = await PatchAsync($"{ConfigMaps}/a", "{}", "application/json");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Code);
        answer.IsStatus("""{"reason":"UnsupportedMediaType","message":"415: Unsupported Media Type","details":{}}""");
    }

    [Fact]
    public async Task A_patch_may_say_which_state_it_is_meant_for()
    {
        var created = await CreateConfigMapAsync("a");
        var patch = $$$"""{"metadata":{"resourceVersion":"{{{created.ResourceVersion}}}"},"data":{"key":"2"}}""";
        (await PatchAsync($"{ConfigMaps}/a", patch)).Ok();

        var refused = await PatchAsync($"{ConfigMaps}/a", patch.Replace("\"2\"", "\"3\"", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.Conflict, "Conflict"), (refused.Code, (string?)refused.Body["reason"]));
    }

    [Fact]
    public async Task A_patch_cannot_change_the_uid()
    {
        await CreateConfigMapAsync("a");

        var refused = await PatchAsync($"{ConfigMaps}/a", """{"metadata":{"uid":"other"},"data":{"key":"2"}}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Code);
        refused.IsStatus("""
            {
              "reason": "Invalid", "message": "ConfigMap \"a\" is invalid: metadata.uid: Invalid value: \"other\": field is immutable",
              "details": {"name": "a", "kind": "ConfigMap", "causes": [
                {"reason": "FieldValueInvalid", "message": "Invalid value: \"other\": field is immutable", "field": "metadata.uid"},
                {"reason": "FieldValueInvalid", "message": "Invalid value: \"other\": field is immutable", "field": "metadata.uid"}
              ]}
            }
            """);
    }

    [Fact]
    public async Task Only_an_apply_can_be_forced()
    {
        await CreateConfigMapAsync("a");

        var refused = await PatchAsync($"{ConfigMaps}/a?force=true", "{}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Code);
        refused.IsStatus("""
            {
              "reason": "Invalid", "message": "PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be specified for non-apply patch",
              "details": {"group": "meta.k8s.io", "kind": "PatchOptions", "causes": [
                {"reason": "FieldValueForbidden", "message": "Forbidden: may not be specified for non-apply patch", "field": "force"}
              ]}
            }
            """);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_patched()
    {
        var answer = await PatchAsync($"{ConfigMaps}/none", "{}");

        answer.IsStatus("""{"reason":"NotFound","message":"configmaps \"none\" not found","details":{"name":"none","kind":"configmaps"}}""");
    }

    [Fact]
    public async Task A_strategic_patch_merges_lists_by_key_and_takes_directives()
    {
        const string Path = "services";
        var services = $"{Namespaces}/{Space}/{Path}";
        var body = Named("s");
        body["spec"] = JsonNode.Parse("""{"clusterIP":"None","ports":[{"name":"a","port":80},{"name":"b","port":81}],"selector":{"x":"1","y":"2"}}""");
        await CreateAsync(services, body);

        var patched = await PatchAsync(
            $"{services}/s",
            """{"spec":{"ports":[{"port":81,"$patch":"delete"},{"port":82,"name":"c"}],"selector":{"$patch":"replace","z":"3"}}}""",
            StrategicMergePatch);

        Assert.Equal(["80 a", "82 c"], patched.Ok().Body["spec"]!["ports"]!.AsArray().Select(port => $"{port!["port"]} {port["name"]}").Order());
        Assert.Equal("""{"z":"3"}""", patched.Body["spec"]!["selector"]!.ToJsonString());
    }

    [Fact]
    public async Task A_strategic_patch_of_finalizers_adds_and_takes_away()
    {
        await CreateAsync(ConfigMaps, Held("a", "example.com/a", "example.com/b"));

        var more = await PatchAsync($"{ConfigMaps}/a", """{"metadata":{"finalizers":["example.com/c"]}}""", StrategicMergePatch);
        var less = await PatchAsync($"{ConfigMaps}/a", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["example.com/a","example.com/b"]}}""", StrategicMergePatch);
        await PatchAsync($"{ConfigMaps}/a", """{"metadata":{"finalizers":null}}""");

        Assert.Equal(["example.com/a", "example.com/b", "example.com/c"], more.Ok().Metadata["finalizers"]!.AsArray().Select(finalizer => (string?)finalizer).Order());
        Assert.Equal(["example.com/c"], less.Ok().Metadata["finalizers"]!.AsArray().Select(finalizer => (string?)finalizer));
    }

    [Theory]
    [InlineData(StrategicMergePatch)]
    [InlineData(MergePatch)]
    public async Task A_patch_to_what_is_no_Secret_is_invalid(string contentType)
    {
        var secret = await CreateAsync(Secrets, Named("s"));

        var answer = await PatchAsync($"{Secrets}/s", """{"data":{"k":"!!"}}""", contentType);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Invalid"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.StartsWith(" \"\" is invalid: patch: Invalid value: ", answer.Message, StringComparison.Ordinal);
        Assert.Equal("patch", (string?)Assert.Single(answer.Body["details"]!["causes"]!.AsArray())!["field"]);
        Assert.Equal(secret.ResourceVersion, (await GetAsync($"{Secrets}/s")).ResourceVersion);
    }

    private static JsonObject Held(string name, params string[] finalizers)
    {
        var value = ConfigMap(name);
        value["metadata"]!["finalizers"] = new JsonArray([.. finalizers.Select(finalizer => (JsonNode)finalizer)]);
        return value;
    }
}

public sealed class LocalPatchTests(LocalServer server) : PatchTests(server);

public sealed class RealPatchTests(RealServer server) : PatchTests(server);
