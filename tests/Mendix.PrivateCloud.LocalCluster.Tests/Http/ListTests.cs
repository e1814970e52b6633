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
    [InlineData(ConfigMaps + "?fieldSelector=data.key=1", "\"data.key\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")]
    [InlineData("/api/v1/pods?fieldSelector=data.key=1", "field label not supported: data.key")]
    [InlineData(ConfigMaps + "?resourceVersion=abc", "invalid resource version: resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax")]
    [InlineData(ConfigMaps + "?continue=zzz", "invalid continue token: continue key is not valid: it must be the value of metadata.continue of an earlier list")]
    [InlineData(ConfigMaps + "?limit=many", "strconv.ParseInt: parsing \"many\": invalid syntax")]
    public async Task A_query_that_cannot_be_understood_is_a_bad_request(string path, string message)
    {
        var (code, status) = await GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal(message, (string?)status["message"]);
    }

    [Theory]
    [InlineData("resourceVersionMatch=Exact", "FieldValueForbidden", "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided")]
    [InlineData("resourceVersionMatch=Exact&resourceVersion=0", "FieldValueForbidden", "resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"")]
    [InlineData("resourceVersionMatch=About&resourceVersion=1", "FieldValueNotSupported", "resourceVersionMatch: Unsupported value: \"About\": supported values: \"Exact\", \"NotOlderThan\", \"\"")]
    [InlineData("watch=1&sendInitialEvents=true", "FieldValueForbidden", "sendInitialEvents: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")]
    public async Task Options_that_do_not_go_together_are_invalid(string query, string reason, string message)
    {
        var (code, status) = await GetAsync($"{ConfigMaps}?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal($"ListOptions.meta.k8s.io \"\" is invalid: {message}", (string?)status["message"]);
        var details = status["details"]!;
        Assert.Equal(("meta.k8s.io", "ListOptions", null), ((string?)details["group"], (string?)details["kind"], details["name"]));
        Assert.Equal(reason, (string?)Assert.Single(details["causes"]!.AsArray())!["reason"]);
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
        Assert.Equal("hello", (string?)Assert.Single(core["items"]!.AsArray())!["message"]);
        Assert.Empty(none["items"]!.AsArray());
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

    [Fact]
    public async Task Items_of_custom_kinds_say_what_they_are()
    {
        await CreateAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Widgets.Definition());
        await CreateAsync("/apis/example.com/v1/namespaces/default/widgets", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "w" },
            ["spec"] = new JsonObject { ["size"] = "small" },
        });

        var (_, widgets) = await GetAsync("/apis/example.com/v1/widgets");

        var item = Assert.Single(widgets["items"]!.AsArray())!;
        Assert.Equal(("Widget", "example.com/v1"), ((string?)item["kind"], (string?)item["apiVersion"]));
    }

    [Theory]
    [InlineData("a===b", "unable to parse requirement: found '=', expected: identifier")]
    [InlineData("a=b=c", "found '=', expected: ',' or 'end of string'")]
    [InlineData("a,,b", "found ',', expected: identifier after ','")]
    [InlineData("=b", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("a in b", "unable to parse requirement: found 'b', expected: '('")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("a>b", "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer")]
    public async Task A_label_selector_that_cannot_be_understood_is_refused(string selector, string message)
    {
        var (code, status) = await GetAsync($"{ConfigMaps}?labelSelector={Uri.EscapeDataString(selector)}");

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal(message, (string?)status["message"]);
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
