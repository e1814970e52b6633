using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>Server-side apply: whose are the items of a list.</summary>
public abstract class ApplyListTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task Items_of_a_list_map_are_merged_and_removed_by_their_keys()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3,"parts":[{"name":"a","weight":1},{"name":"b"}],"ports":[{"port":80}]}""");
        await ApplyWidgetAsync("bob", """{"parts":[{"name":"c"},{"name":"b","weight":2}],"ports":[{"port":80,"protocol":"UDP"}]}""");

        var less = await ApplyWidgetAsync("alice", """{"size":3,"parts":[{"name":"b"}]}""");

        Json.Equal("""[{"name":"b","weight":2},{"name":"c"}]""", Sorted(less.Ok().Body["spec"]!["parts"]!, "name"));
        Json.Equal("""[{"port":80,"protocol":"UDP"}]""", less.Body["spec"]!["ports"]);
    }

    [Fact]
    public async Task Members_of_a_set_belong_to_whoever_applied_them()
    {
        await InstallWidgetsAsync();
        await ApplyWidgetAsync("alice", """{"size":3,"tags":["a","b"]}""");
        await ApplyWidgetAsync("bob", """{"tags":["b","c"]}""");

        var less = await ApplyWidgetAsync("alice", """{"size":3,"tags":["a"]}""");
        var gone = await ApplyWidgetAsync("alice", """{"size":3}""");

        Assert.Equal(["a", "b", "c"], less.Ok().Body["spec"]!["tags"]!.AsArray().Select(tag => (string?)tag).Order());
        Assert.Equal(["b", "c"], gone.Ok().Body["spec"]!["tags"]!.AsArray().Select(tag => (string?)tag).Order());
    }

    [Theory]
    [InlineData("""{"args":["a"]}""", """{"args":["b"]}""", ".spec.args")]
    [InlineData("""{"selector":{"a":"1"}}""", """{"selector":{"b":"2"}}""", ".spec.selector")]
    public async Task What_is_atomic_has_one_owner(string first, string second, string field)
    {
        await InstallWidgetsAsync();
        await CreateWidgetAsync("w");
        await ApplyWidgetAsync("alice", first);

        var refused = await ApplyWidgetAsync("bob", second);

        Assert.Equal($"Apply failed with 1 conflict: conflict with \"alice\": {field}", refused.Message);
    }

    [Fact]
    public async Task Containers_of_a_Deployment_are_a_list_map_and_env_too()
    {
        var deployments = $"/apis/apps/v1/namespaces/{Space}/deployments";
        await ApplyDeploymentAsync("alice", """{"name":"c","image":"i:1","env":[{"name":"A","value":"1"},{"name":"B","value":"2"}],"ports":[{"containerPort":80}]}""");
        var written = await PatchAsync($"{deployments}/d", """{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"s"}]}}}}""", StrategicMergePatch);

        var less = await ApplyDeploymentAsync("alice", """{"name":"c","image":"i:1","env":[{"name":"B","value":"2"}]}""");

        Assert.Equal(["c", "side"], written.Ok().Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Select(container => (string?)container!["name"]).Order());
        var containers = less.Ok().Body["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        Assert.Equal(2, containers.Count);
        var main = containers.Single(container => (string?)container!["name"] == "c")!;
        Json.Equal("""[{"name":"B","value":"2"}]""", main["env"]);
        Assert.Null(main["ports"]);

        Task<Answer> ApplyDeploymentAsync(string manager, string container) => SendAsync(
            HttpMethod.Patch, $"{deployments}/d?fieldManager={manager}",
            $$$$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"replicas":0,"selector":{"matchLabels":{"app":"d"}},
             "template":{"metadata":{"labels":{"app":"d"}},"spec":{"containers":[{{{{container}}}}] } } } }
            """,
            ApplyPatch);
    }

    private static JsonArray Sorted(JsonNode items, string key) =>
        [.. items.AsArray().OrderBy(item => (string?)item![key], StringComparer.Ordinal).Select(item => item!.DeepClone())];
}

public sealed class LocalApplyListTests(LocalServer server) : ApplyListTests(server);

public sealed class RealApplyListTests(RealServer server) : ApplyListTests(server);
