using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

public sealed class ListTests : ClusterTest
{
    protected override LocalClusterOptions Options => new() { HistorySize = 8 };

    [Fact]
    public async Task Pages_come_from_one_moment()
    {
        await CreateManyAsync("a", "b", "c", "d", "e");
        var (_, first) = await GetAsync($"{ConfigMaps}?limit=2");

        await CreateConfigMapAsync("bb");
        await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/d");
        await SendAsync(HttpMethod.Patch, $"{ConfigMaps}/e", """{"data":{"key":"changed"}}""", "application/merge-patch+json");
        var (_, second) = await GetAsync($"{ConfigMaps}?limit=2&continue={Continue(first)}");
        var (_, third) = await GetAsync($"{ConfigMaps}?limit=2&continue={Continue(second)}");

        Assert.Equal(["a", "b"], Names(first));
        Assert.Equal(3, (int)first["metadata"]!["remainingItemCount"]!);
        Assert.Equal(["c", "d"], Names(second));
        Assert.Equal(["e"], Names(third));
        Assert.Equal("1", (string?)third["items"]![0]!["data"]!["key"]);
        Assert.Null(third["metadata"]!["continue"]);
        Assert.Equal(ResourceVersion(first), ResourceVersion(third));
    }

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
    public async Task An_exact_list_shows_the_past()
    {
        var created = await CreateConfigMapAsync("a");
        await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/a");

        var (_, then) = await GetAsync($"{ConfigMaps}?resourceVersion={ResourceVersion(created)}&resourceVersionMatch=Exact");
        var (_, now) = await GetAsync($"{ConfigMaps}?resourceVersion={ResourceVersion(created)}&resourceVersionMatch=NotOlderThan");

        Assert.Equal(["a"], Names(then));
        Assert.Empty(Names(now));
    }

    [Fact]
    public async Task The_future_cannot_be_listed()
    {
        var (code, status) = await GetAsync($"{ConfigMaps}?resourceVersion=999999&resourceVersionMatch=NotOlderThan");

        Assert.Equal(HttpStatusCode.GatewayTimeout, code);
        Assert.Contains("Too large resource version", (string?)status["message"]);
    }

    [Theory]
    [InlineData("labelSelector=tier=web", "a b")]
    [InlineData("labelSelector=tier!=web", "c d")]
    [InlineData("labelSelector=tier in (web,db),env", "a c")]
    [InlineData("labelSelector=tier notin (web)", "c d")]
    [InlineData("labelSelector=!tier", "d")]
    [InlineData("labelSelector=rank>4", "b")]
    [InlineData("fieldSelector=metadata.name=b", "b")]
    [InlineData("fieldSelector=metadata.name!=b,metadata.namespace=default", "a c d")]
    public async Task Selectors_select(string query, string expected)
    {
        await CreateConfigMapAsync("a", labels: new() { ["tier"] = "web", ["env"] = "x", ["rank"] = "4" });
        await CreateConfigMapAsync("b", labels: new() { ["tier"] = "web", ["rank"] = "5" });
        await CreateConfigMapAsync("c", labels: new() { ["tier"] = "db", ["env"] = "y" });
        await CreateConfigMapAsync("d");

        var (_, list) = await GetAsync($"{ConfigMaps}?{query}");

        Assert.Equal(expected.Split(' '), Names(list));
    }

    [Theory]
    [InlineData("fieldSelector=data.key=1", "field label not supported: data.key")]
    [InlineData("labelSelector=a in (b", null)]
    [InlineData("continue=nonsense", null)]
    [InlineData("limit=many", null)]
    [InlineData("resourceVersionMatch=Exact", null)]
    public async Task A_query_that_cannot_be_understood_is_a_bad_request(string query, string? message)
    {
        var (code, status) = await GetAsync($"{ConfigMaps}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal(message ?? (string?)status["message"], (string?)status["message"]);
    }

    [Fact]
    public async Task Events_are_one_store_under_two_groups()
    {
        await CreateAsync("/api/v1/namespaces/default/events", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "e" },
            ["involvedObject"] = new JsonObject { ["kind"] = "Pod", ["name"] = "p", ["namespace"] = "default", ["uid"] = "1-2" },
            ["message"] = "hello",
            ["reason"] = "Greeted",
            ["type"] = "Normal",
        });

        var (_, current) = await GetAsync("/apis/events.k8s.io/v1/namespaces/default/events?fieldSelector=regarding.uid=1-2");
        var (_, core) = await GetAsync("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name=p,reason=Greeted");
        var (_, none) = await GetAsync("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name=other");

        var item = Assert.Single(current["items"]!.AsArray())!;
        Assert.Equal("hello", (string?)item["note"]);
        Assert.Equal("p", (string?)item["regarding"]!["name"]);
        Assert.Equal("events.k8s.io/v1", (string?)current["apiVersion"]);
        Assert.Null(item["apiVersion"]);
        Assert.Equal("hello", (string?)Assert.Single(core["items"]!.AsArray())!["message"]);
        Assert.Empty(none["items"]!.AsArray());
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
