using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.OpenApi;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.OpenApi;

public sealed class OpenApiTests
{
    private static readonly IReadOnlyList<ResourceType> Types = [.. BuiltInTypes.All, Widgets.Type];

    [Fact]
    public void The_index_names_each_group_version_once()
    {
        AssertJson("""
            {"paths":{
              "api/v1":{"serverRelativeURL":"/openapi/v3/api/v1"},
              "apis/apiextensions.k8s.io/v1":{"serverRelativeURL":"/openapi/v3/apis/apiextensions.k8s.io/v1"},
              "apis/apps/v1":{"serverRelativeURL":"/openapi/v3/apis/apps/v1"},
              "apis/coordination.k8s.io/v1":{"serverRelativeURL":"/openapi/v3/apis/coordination.k8s.io/v1"},
              "apis/discovery.k8s.io/v1":{"serverRelativeURL":"/openapi/v3/apis/discovery.k8s.io/v1"},
              "apis/events.k8s.io/v1":{"serverRelativeURL":"/openapi/v3/apis/events.k8s.io/v1"},
              "apis/example.com/v1":{"serverRelativeURL":"/openapi/v3/apis/example.com/v1"},
              "apis/networking.k8s.io/v1":{"serverRelativeURL":"/openapi/v3/apis/networking.k8s.io/v1"},
              "apis/policy/v1":{"serverRelativeURL":"/openapi/v3/apis/policy/v1"},
              "apis/rbac.authorization.k8s.io/v1":{"serverRelativeURL":"/openapi/v3/apis/rbac.authorization.k8s.io/v1"}
            }}
            """, OpenApiV3.Index(Types));
        Assert.Null(OpenApiV3.Document("apps", "v2", Types));
    }

    [Fact]
    public void Patching_takes_field_validation_and_says_which_formats()
    {
        var deployment = V3("apps")["paths"]!["/apis/apps/v1/namespaces/{namespace}/deployments/{name}"]!["patch"]!;
        Assert.Contains("fieldValidation", deployment["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]));
        AssertJson("""{"group":"apps","kind":"Deployment","version":"v1"}""", deployment["x-kubernetes-group-version-kind"]);
        Assert.Contains("application/strategic-merge-patch+json", Contents(deployment));

        var widget = V3("example.com")["paths"]!["/apis/example.com/v1/namespaces/{namespace}/widgets/{name}"]!["patch"]!;
        Assert.DoesNotContain("application/strategic-merge-patch+json", Contents(widget));
        Assert.Contains("application/apply-patch+yaml", Contents(widget));
    }

    [Fact]
    public void Paths_follow_the_scope_and_the_subresources()
    {
        Assert.Equal(
        [
            "/api/v1/namespaces", "/api/v1/namespaces/{name}", "/api/v1/namespaces/{name}/status",
        ], V3("")["paths"]!.AsObject().Select(path => path.Key).Where(path => !path.Contains("{namespace}", StringComparison.Ordinal) && path.Contains("/namespaces", StringComparison.Ordinal)));
        Assert.Equal(
        [
            "/apis/example.com/v1/namespaces/{namespace}/widgets", "/apis/example.com/v1/widgets",
            "/apis/example.com/v1/namespaces/{namespace}/widgets/{name}",
            "/apis/example.com/v1/namespaces/{namespace}/widgets/{name}/status",
            "/apis/example.com/v1/namespaces/{namespace}/widgets/{name}/scale",
        ], V3("example.com")["paths"]!.AsObject().Select(path => path.Key));
    }

    [Fact]
    public void Lists_say_how_they_are_merged()
    {
        var containers = V3("apps")["components"]!["schemas"]!["io.k8s.api.core.v1.PodSpec"]!["properties"]!["containers"];
        AssertJson("""
            {
              "description": "The containers of the pod.", "type": "array",
              "items": {"allOf": [{"$ref": "#/components/schemas/io.k8s.api.core.v1.Container"}]},
              "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
              "x-kubernetes-patch-strategy": "merge", "x-kubernetes-patch-merge-key": "name"
            }
            """, containers);
    }

    [Fact]
    public void A_custom_resource_is_published_as_it_was_declared()
    {
        var schema = V3("example.com")["components"]!["schemas"]!["com.example.v1.Widget"]!;
        AssertJson("""[{"group":"example.com","kind":"Widget","version":"v1"}]""", schema["x-kubernetes-group-version-kind"]);
        AssertJson("""{"type":"string","enum":["small","large"]}""", schema["properties"]!["spec"]!["properties"]!["size"]);
        AssertJson("""{"type":"integer","format":"int32","minimum":0,"maximum":10,"default":1}""",
            schema["properties"]!["spec"]!["properties"]!["replicas"]);
        AssertJson("""["size"]""", schema["properties"]!["spec"]!["required"]);
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        foreach (var (group, version) in Types.Select(type => (type.Group, type.Version)).Distinct())
        {
            var document = OpenApiV3.Document(group, version, Types)!;
            AssertReferences(document, "#/components/schemas/", document["components"]!["schemas"]!.AsObject());
        }

        var v2 = OpenApiV2.Document(Types);
        AssertReferences(v2, "#/definitions/", v2["definitions"]!.AsObject());
        Assert.Equal("string", (string?)v2["definitions"]!["io.k8s.apimachinery.pkg.util.intstr.IntOrString"]!["type"]);
    }

    private static JsonObject V3(string group) => OpenApiV3.Document(group, "v1", Types)!;

    private static IEnumerable<string> Contents(JsonNode operation) => operation["requestBody"]!["content"]!.AsObject().Select(content => content.Key);

    private static void AssertReferences(JsonNode? node, string prefix, JsonObject definitions)
    {
        switch (node)
        {
            case JsonObject fields:
                if (fields["$ref"] is JsonValue reference)
                {
                    var target = (string)reference!;
                    Assert.StartsWith(prefix, target, StringComparison.Ordinal);
                    Assert.Contains(target[prefix.Length..], (IDictionary<string, JsonNode?>)definitions);
                }

                foreach (var (_, value) in fields)
                {
                    AssertReferences(value, prefix, definitions);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    AssertReferences(item, prefix, definitions);
                }

                break;
        }
    }
}
