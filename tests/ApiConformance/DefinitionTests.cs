using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>CustomResourceDefinitions: how they come, change and go.</summary>
public abstract class DefinitionTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    private string Group => $"{Space}.example.com";

    private string Own => $"/apis/{Group}/v1/namespaces/{Space}/widgets";

    private string Definition => $"{Definitions}/widgets.{Group}";

    [Fact]
    public async Task A_definition_is_completed_and_established()
    {
        var body = ApiConformance.Widgets.Definition(Group);
        body["spec"]!["names"]!.AsObject().Remove("singular");

        var created = await CreateAsync(Definitions, body);
        var established = await EventuallyAsync(Definition, answer => Condition(answer, "Established") == "True");

        Assert.Equal(1, created.Generation);
        Assert.Equal(("widget", "WidgetList"), ((string?)created.Body["spec"]!["names"]!["singular"], (string?)created.Body["spec"]!["names"]!["listKind"]));
        Json.Equal("""{"strategy":"None"}""", created.Body["spec"]!["conversion"]);
        Assert.Equal("True", Condition(established, "NamesAccepted"));
        Json.Equal("""["v1"]""", established.Body["status"]!["storedVersions"]);
        Assert.Equal(("widgets", "Widget"), ((string?)established.Body["status"]!["acceptedNames"]!["plural"], (string?)established.Body["status"]!["acceptedNames"]!["kind"]));
        await DeleteAsync(Definition);
    }

    [Fact]
    public async Task With_its_definition_go_the_objects_and_the_path()
    {
        await InstallOwnAsync(ApiConformance.Widgets.Definition(Group));
        await CreateOwnAsync("w");

        var deleting = await DeleteAsync(Definition);

        Assert.Contains("customresourcecleanup.apiextensions.k8s.io", deleting.Metadata["finalizers"]!.AsArray().Select(finalizer => (string?)finalizer));
        await WaitUntilGoneAsync(Definition);
        await WaitUntilGoneAsync(Own);
        await InstallOwnAsync(ApiConformance.Widgets.Definition(Group));
        Assert.Empty((await GetAsync(Own)).Names);
        await DeleteAsync(Definition);
    }

    [Fact]
    public async Task A_changed_schema_holds_for_new_writes()
    {
        await InstallOwnAsync(ApiConformance.Widgets.Definition(Group));
        await CreateOwnAsync("w");

        (await PatchAsync(Definition, """[{"op":"add","path":"/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size/maximum","value":2}]""", JsonPatch)).Ok();

        var refused = await EventuallyAsync(async () => await PostAsync(Own, Body("late")), answer => answer.Code == HttpStatusCode.UnprocessableEntity);
        Assert.Contains("spec.size in body should be less than or equal to 2", refused.Message);
        Assert.Equal(3, (int)(await GetAsync($"{Own}/w")).Body["spec"]!["size"]!);
        await DeleteAsync(Definition);
    }

    [Fact]
    public async Task Objects_are_served_in_every_version_that_is_served()
    {
        var body = ApiConformance.Widgets.Definition(Group);
        var versions = body["spec"]!["versions"]!.AsArray();
        var beta = versions[0]!.DeepClone();
        (beta["name"], beta["storage"]) = ("v1beta1", false);
        versions.Add(beta);
        await InstallOwnAsync(body);
        await CreateOwnAsync("w");

        var other = await EventuallyAsync(Own.Replace("/v1/", "/v1beta1/", StringComparison.Ordinal) + "/w", answer => answer.Code == HttpStatusCode.OK);

        Assert.Equal($"{Group}/v1beta1", (string?)other.Body["apiVersion"]);
        Assert.Equal(3, (int)other.Body["spec"]!["size"]!);
        await DeleteAsync(Definition);
    }

    [Theory]
    [InlineData("/metadata/name", "\"x.example.com\"", "metadata.name: Invalid value: \"x.example.com\": must be spec.names.plural+\".\"+spec.group")]
    [InlineData("/spec/scope", "\"Everywhere\"", "spec.scope: Unsupported value: \"Everywhere\": supported values: \"Cluster\", \"Namespaced\"")]
    [InlineData("/spec/versions/0/schema", "null", "spec.versions[0].schema.openAPIV3Schema: Required value")]
    [InlineData("/spec/versions/0/storage", "false", "must have exactly one version marked as storage version")]
    [InlineData("/spec/versions/0/schema/openAPIV3Schema/properties/spec/type", "null",
        "properties[spec].type: Required value: must not be empty for specified object fields")]
    [InlineData("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size/default", "\"x\"",
        "properties[spec].properties[size].default")]
    [InlineData("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/parts/x-kubernetes-list-map-keys", "null",
        "properties[spec].properties[parts].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map")]
    public async Task Mistakes_are_named(string path, string value, string expected)
    {
        var definition = ApiConformance.Widgets.Definition(Group);
        var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var parent = steps[..^1].Aggregate((JsonNode)definition, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);

        var answer = await PostAsync(Definitions, definition);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Invalid"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.Contains(expected, answer.Message);
    }

    [Fact]
    public async Task The_scope_stays()
    {
        await InstallOwnAsync(ApiConformance.Widgets.Definition(Group));

        var answer = await PatchAsync(Definition, """{"spec":{"scope":"Cluster"}}""");
        await DeleteAsync(Definition);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        Assert.Contains("spec.scope: Invalid value: \"Cluster\": field is immutable", answer.Message);
    }

    private async Task InstallOwnAsync(JsonObject definition)
    {
        await CreateAsync(Definitions, definition);
        await EventuallyAsync(Own, answer => answer.Code == HttpStatusCode.OK);
    }

    private Task<Answer> CreateOwnAsync(string name) => CreateAsync(Own, Body(name));

    private JsonObject Body(string name)
    {
        var body = ApiConformance.Widgets.Widget(name);
        body["apiVersion"] = $"{Group}/v1";
        return body;
    }

    private static string? Condition(Answer definition, string type) => (string?)(definition.Body["status"]?["conditions"] as JsonArray)?
        .SingleOrDefault(condition => (string?)condition!["type"] == type)?["status"];
}

public sealed class LocalDefinitionTests(LocalServer server) : DefinitionTests(server);

public sealed class RealDefinitionTests(RealServer server) : DefinitionTests(server);
