using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>How kubectl finds out what is served, and what it looks like.</summary>
public abstract class DiscoveryTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task The_server_says_its_version()
    {
        var version = await GetAsync("/version");

        Assert.StartsWith("v1.", (string?)version.Body["gitVersion"], StringComparison.Ordinal);
        Assert.Equal("1", (string?)version.Body["major"]);
    }

    [Theory]
    [InlineData("livez")]
    [InlineData("readyz")]
    public async Task Health_tells_its_parts_when_asked(string path)
    {
        Assert.Equal("ok", (await GetAsync("/" + path)).Text);
        var parts = (await GetAsync($"/{path}?verbose")).Text;
        Assert.StartsWith("[+]ping ok\n", parts, StringComparison.Ordinal);
        Assert.EndsWith($"{path} check passed\n", parts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_core_group_has_one_version()
    {
        var versions = await GetAsync("/api");

        Assert.Equal("APIVersions", (string?)versions.Body["kind"]);
        Json.Equal("""["v1"]""", versions.Body["versions"]);
    }

    [Fact]
    public async Task Groups_are_listed_with_their_versions()
    {
        await InstallWidgetsAsync();

        var groups = await EventuallyAsync("/apis", answer => Group(answer, ApiConformance.Widgets.Group) is not null);

        Assert.Equal("APIGroupList", (string?)groups.Body["kind"]);
        Json.Equal(
            $$"""
            {
              "name": "{{ApiConformance.Widgets.Group}}",
              "versions": [{"groupVersion": "{{ApiConformance.Widgets.Group}}/v1", "version": "v1"}],
              "preferredVersion": {"groupVersion": "{{ApiConformance.Widgets.Group}}/v1", "version": "v1"}
            }
            """,
            Group(groups, ApiConformance.Widgets.Group));
        Assert.Equal("apps/v1", (string?)Group(groups, "apps")!["preferredVersion"]!["groupVersion"]);
    }

    [Theory]
    [InlineData("/api/v1", "configmaps", "ConfigMap", true, "cm")]
    [InlineData("/api/v1", "secrets", "Secret", true, null)]
    [InlineData("/api/v1", "services", "Service", true, "svc")]
    [InlineData("/api/v1", "namespaces", "Namespace", false, "ns")]
    [InlineData("/apis/apps/v1", "deployments", "Deployment", true, "deploy")]
    [InlineData("/apis/apps/v1", "controllerrevisions", "ControllerRevision", true, null)]
    [InlineData("/apis/networking.k8s.io/v1", "ingresses", "Ingress", true, "ing")]
    [InlineData("/apis/coordination.k8s.io/v1", "leases", "Lease", true, null)]
    [InlineData("/apis/events.k8s.io/v1", "events", "Event", true, "ev")]
    [InlineData("/apis/rbac.authorization.k8s.io/v1", "clusterroles", "ClusterRole", false, null)]
    [InlineData("/apis/apiextensions.k8s.io/v1", "customresourcedefinitions", "CustomResourceDefinition", false, "crd")]
    public async Task Resources_are_described(string path, string name, string kind, bool namespaced, string? shortName)
    {
        var resources = await GetAsync(path);

        Assert.Equal(("APIResourceList", path[(path.IndexOf('/', 1) + 1)..]), ((string?)resources.Body["kind"], (string?)resources.Body["groupVersion"]));
        var resource = Resource(resources, name)!;
        Assert.Equal((kind, namespaced, shortName), ((string?)resource["kind"], (bool)resource["namespaced"]!, (string?)resource["shortNames"]?[0]));
        var verbs = resource["verbs"]!.AsArray().Select(verb => (string?)verb).ToList();
        Assert.Subset(verbs.ToHashSet(), new HashSet<string?> { "create", "delete", "get", "list", "patch", "update", "watch" });
        if (name != "services" || Server.Minor > 22)
        {
            Assert.Equal(name != "namespaces", verbs.Contains("deletecollection"));
        }
    }

    [Fact]
    public async Task Custom_resources_are_described_with_their_subresources()
    {
        await InstallWidgetsAsync();

        var resources = await EventuallyAsync($"/apis/{ApiConformance.Widgets.Group}/v1", answer => answer.Code == HttpStatusCode.OK);

        var widgets = Resource(resources, "widgets")!;
        Assert.Equal(("Widget", "widget", "wd", "all"), ((string?)widgets["kind"], (string?)widgets["singularName"], (string?)widgets["shortNames"]![0], (string?)widgets["categories"]![0]));
        Json.Equal("""["get","patch","update"]""", Resource(resources, "widgets/status")!["verbs"]);
        var scale = Resource(resources, "widgets/scale")!;
        Assert.Equal(("autoscaling", "v1", "Scale"), ((string?)scale["group"], (string?)scale["version"], (string?)scale["kind"]));
    }

    [Fact]
    public async Task OpenAPI_describes_built_in_and_custom_kinds()
    {
        await InstallWidgetsAsync();
        var group = string.Join('.', ApiConformance.Widgets.Group.Split('.').Reverse());

        var document = await EventuallyAsync("/openapi/v2", answer => answer.Body["definitions"]![$"{group}.v1.Widget"] is not null);

        Assert.Equal("2.0", (string?)document.Body["swagger"]);
        var widget = document.Body["definitions"]![$"{group}.v1.Widget"]!;
        Json.Equal($$"""[{"group":"{{ApiConformance.Widgets.Group}}","kind":"Widget","version":"v1"}]""", widget["x-kubernetes-group-version-kind"]);
        Assert.Equal("How large it is.", (string?)widget["properties"]!["spec"]!["properties"]!["size"]!["description"]);
        var deployment = document.Body["definitions"]!["io.k8s.api.apps.v1.Deployment"]!;
        Assert.Equal("Deployment", (string?)deployment["x-kubernetes-group-version-kind"]![0]!["kind"]);
        var containers = document.Body["definitions"]!["io.k8s.api.core.v1.PodSpec"]!["properties"]!["containers"]!;
        Assert.Equal(("name", "merge"), ((string?)containers["x-kubernetes-patch-merge-key"], (string?)containers["x-kubernetes-patch-strategy"]));
        Assert.NotNull(document.Body["paths"]![$"/apis/{ApiConformance.Widgets.Group}/v1/namespaces/{{namespace}}/widgets/{{name}}"]!["patch"]);
    }

    [Fact]
    public async Task OpenAPI_of_today_has_a_document_for_each_version()
    {
        Since(24, "OpenAPI v3");
        await InstallWidgetsAsync();

        var index = await EventuallyAsync("/openapi/v3", answer => answer.Body["paths"]![$"apis/{ApiConformance.Widgets.Group}/v1"] is not null);
        var document = await GetAsync((string)index.Body["paths"]![$"apis/{ApiConformance.Widgets.Group}/v1"]!["serverRelativeURL"]!);

        Assert.StartsWith("3.0", (string?)document.Ok().Body["openapi"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_of_today_comes_in_one_document()
    {
        Since(27, "Aggregated discovery");

        var document = await GetAsync("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList");

        Assert.Equal("APIGroupDiscoveryList", (string?)document.Body["kind"]);
    }

    [Fact]
    public async Task Whoever_asks_is_told_whether_he_may()
    {
        var review = await PostAsync("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Json.Parse("""
            {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"verb":"list","resource":"secrets"}}}
            """));

        Assert.Equal(HttpStatusCode.Created, review.Code);
        Assert.True((bool)review.Body["status"]!["allowed"]!);
    }

    private static JsonNode? Group(Answer groups, string name) =>
        groups.Body["groups"]!.AsArray().SingleOrDefault(group => (string?)group!["name"] == name);

    private static JsonNode? Resource(Answer resources, string name) =>
        resources.Body["resources"]!.AsArray().SingleOrDefault(resource => (string?)resource!["name"] == name);
}

public sealed class LocalDiscoveryTests(LocalServer server) : DiscoveryTests(server);

public sealed class RealDiscoveryTests(RealServer server) : DiscoveryTests(server);
