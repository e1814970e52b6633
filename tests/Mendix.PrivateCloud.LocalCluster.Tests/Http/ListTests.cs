using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

public sealed class ListTests : ClusterTest
{
    protected override LocalClusterOptions Options => new() { HistorySize = 8 };

    [Fact]
    public async Task A_page_from_a_forgotten_moment_is_gone_and_offers_to_go_on_from_now()
    {
        await CreateManyAsync("a", "b", "c");
        var (_, first) = await GetAsync($"{ConfigMaps}?limit=1");
        for (var i = 0; i < 20; i++)
        {
            await CreateConfigMapAsync($"z{i}");
        }

        var (code, status) = await GetAsync($"{ConfigMaps}?limit=1&continue={Continue(first)}");
        var (_, rest) = await GetAsync($"{ConfigMaps}?limit=2&continue={Continue(status)}");

        Assert.Equal(HttpStatusCode.Gone, code);
        Assert.Equal("Expired", (string?)status["reason"]);
        Assert.Equal(["b", "c"], Names(rest));
    }

    [Fact]
    public async Task Items_of_built_in_kinds_do_not_repeat_what_the_list_says()
    {
        await CreateConfigMapAsync("a");
        await CreateAsync("/api/v1/namespaces/default/events", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "e" },
            ["involvedObject"] = new JsonObject { ["namespace"] = "default" },
        });

        var (_, configMaps) = await GetAsync(ConfigMaps);
        var (_, events) = await GetAsync("/apis/events.k8s.io/v1/events");
        var (_, deleted) = await SendAsync(HttpMethod.Delete, ConfigMaps);

        foreach (var list in new[] { configMaps, events, deleted })
        {
            var item = Assert.Single(list["items"]!.AsArray())!.AsObject();
            Assert.Equal("metadata", item.First().Key);
            Assert.False(item.ContainsKey("kind"));
            Assert.False(item.ContainsKey("apiVersion"));
        }

        Assert.Equal("ConfigMapList", (string?)deleted["kind"]);
    }

    private async Task CreateManyAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await CreateConfigMapAsync(name);
        }
    }

    private static IEnumerable<string> Names(JsonObject list) => list["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!);

    private static string Continue(JsonObject list) => Uri.EscapeDataString((string)list["metadata"]!["continue"]!);
}
