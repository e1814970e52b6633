using System.Net;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class ListTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task A_list_has_the_kind_of_its_items_and_a_version()
    {
        await CreateLeaseAsync("a");

        var list = await GetAsync(Leases);

        Assert.Equal(("LeaseList", "coordination.k8s.io/v1"), ((string?)list.Body["kind"], (string?)list.Body["apiVersion"]));
        Assert.NotEmpty(list.ResourceVersion);
        Assert.Equal(["a"], list.Names);
    }

    [Fact]
    public async Task Pages_come_from_one_moment()
    {
        await CreateManyAsync("a", "b", "c", "d", "e");
        var first = await GetAsync($"{Leases}?limit=2");

        await CreateLeaseAsync("bb");
        await DeleteAsync($"{Leases}/d");
        await PatchAsync($"{Leases}/e", """{"spec":{"holderIdentity":"changed"}}""");
        var second = await GetAsync($"{Leases}?limit=2&continue={Continue(first)}");
        var third = await GetAsync($"{Leases}?limit=2&continue={Continue(second)}");

        Assert.Equal(["a", "b"], first.Names);
        Assert.Equal(3, (int)first.Metadata["remainingItemCount"]!);
        Assert.Equal(["c", "d"], second.Names);
        Assert.Equal(1, (int)second.Metadata["remainingItemCount"]!);
        Assert.Equal(["e"], third.Names);
        Assert.Null(third.Body["items"]![0]!["spec"]!["holderIdentity"]);
        Assert.Null(third.Metadata["continue"]);
        Assert.Null(third.Metadata["remainingItemCount"]);
        Assert.Equal(first.ResourceVersion, third.ResourceVersion);
    }

    [Fact]
    public async Task What_remains_is_not_counted_when_a_selector_chooses()
    {
        await CreateLeaseAsync("a", new() { ["x"] = "y" });
        await CreateLeaseAsync("b", new() { ["x"] = "y" });

        var page = await GetAsync($"{Leases}?limit=1&labelSelector=x=y");

        Assert.NotNull(page.Metadata["continue"]);
        Assert.Null(page.Metadata["remainingItemCount"]);
    }

    [Fact]
    public async Task A_page_from_a_forgotten_moment_is_gone_and_offers_to_go_on_from_now()
    {
        Assert.SkipWhen(!Server.IsLocalCluster && Server.Minor >= 34, "Since Kubernetes 1.34 the API server keeps lists of its own, which etcd cannot make it forget.");
        await CreateManyAsync("a", "b", "c");
        var first = await GetAsync($"{Leases}?limit=1");
        await CreateManyAsync("ba");
        await Server.ForgetHistoryAsync(Cancellation);

        var gone = await GetAsync($"{Leases}?limit=1&continue={Continue(first)}");
        var rest = await GetAsync($"{Leases}?limit=3&continue={Continue(gone)}");

        Assert.Equal((HttpStatusCode.Gone, "Expired"), (gone.Code, (string?)gone.Body["reason"]));
        Assert.StartsWith("The provided continue parameter is too old to display a consistent list result. ", gone.Message, StringComparison.Ordinal);
        Assert.Equal(["b", "ba", "c"], rest.Names);
    }

    [Fact]
    public async Task An_exact_list_shows_the_past()
    {
        var created = await CreateLeaseAsync("a");
        await DeleteAsync($"{Leases}/a");

        // A real server reads the past from etcd only in pages.
        var then = await GetAsync($"{Leases}?resourceVersion={created.ResourceVersion}&resourceVersionMatch=Exact&limit=10");
        var now = await GetAsync(Leases);

        Assert.Equal(["a"], then.Names);
        Assert.Empty(now.Names);
    }

    [Fact]
    public async Task The_future_cannot_be_listed()
    {
        var answer = await GetAsync($"{Leases}?resourceVersion=999999999&resourceVersionMatch=NotOlderThan");

        Assert.Equal((HttpStatusCode.GatewayTimeout, "Timeout"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.StartsWith("Timeout: Too large resource version: 999999999, current: ", answer.Message, StringComparison.Ordinal);
        Assert.Equal(1, (int)answer.Body["details"]!["retryAfterSeconds"]!);
        var cause = Assert.Single(answer.Body["details"]!["causes"]!.AsArray())!;
        Assert.Equal(("ResourceVersionTooLarge", "Too large resource version"), ((string?)cause["reason"], (string?)cause["message"]));
    }

    [Theory]
    [InlineData("labelSelector=tier=web", "a b")]
    [InlineData("labelSelector=tier==web", "a b")]
    [InlineData("labelSelector=tier!=web", "c d")]
    [InlineData("labelSelector=tier in (web,db),env", "a c")]
    [InlineData("labelSelector=tier notin (web)", "c d")]
    [InlineData("labelSelector=!tier", "d")]
    [InlineData("labelSelector=rank>4", "b")]
    [InlineData("labelSelector=rank<5", "a")]
    [InlineData("fieldSelector=metadata.name=b", "b")]
    [InlineData("fieldSelector=metadata.name!=b", "a c d")]
    [InlineData("fieldSelector=metadata.namespace=elsewhere", "")]
    public async Task Selectors_select(string query, string expected)
    {
        await CreateLeaseAsync("a", new() { ["tier"] = "web", ["env"] = "x", ["rank"] = "4" });
        await CreateLeaseAsync("b", new() { ["tier"] = "web", ["rank"] = "5" });
        await CreateLeaseAsync("c", new() { ["tier"] = "db", ["env"] = "y" });
        await CreateLeaseAsync("d");

        var list = await GetAsync($"{Leases}?{query}");

        Assert.Equal(expected, string.Join(' ', list.Names));
    }

    [Theory]
    [InlineData("fieldSelector=data.key=1", "\"data.key\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")]
    [InlineData("resourceVersion=abc&limit=1", "invalid resource version: resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax")]
    [InlineData("continue=zzz", null)]
    [InlineData("limit=many", "strconv.ParseInt: parsing \"many\": invalid syntax")]
    public async Task A_query_that_cannot_be_understood_is_a_bad_request(string query, string? message)
    {
        var answer = await GetAsync($"{ConfigMaps}?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
        if (message is not null)
        {
            Assert.Equal(message, answer.Message);
        }
    }

    [Fact]
    public async Task Pods_have_fields_of_their_own_to_select_by()
    {
        var unknown = await GetAsync("/api/v1/pods?fieldSelector=data.key=1");

        Assert.Equal(HttpStatusCode.BadRequest, unknown.Code);
        Assert.EndsWith("field label not supported: data.key", unknown.Message, StringComparison.Ordinal);
        (await GetAsync($"{Namespaces}/{Space}/pods?fieldSelector=status.phase=Running,spec.nodeName=n")).Ok();
    }

    [Theory]
    [InlineData("resourceVersionMatch=Exact", "FieldValueForbidden", "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided")]
    [InlineData("resourceVersionMatch=Exact&resourceVersion=0", "FieldValueForbidden", "Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"")]
    [InlineData("resourceVersionMatch=About&resourceVersion=1", "FieldValueNotSupported", "Unsupported value: \"About\": supported values: \"Exact\", \"NotOlderThan\", \"\"")]
    public async Task Options_that_do_not_go_together_are_invalid(string query, string reason, string message)
    {
        var answer = await GetAsync($"{ConfigMaps}?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        var escaped = message.Replace("\"", "\\\"", StringComparison.Ordinal);
        answer.IsStatus($$"""
            {
              "reason": "Invalid", "message": "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: {{escaped}}",
              "details": {"group": "meta.k8s.io", "kind": "ListOptions", "causes": [{"reason": "{{reason}}", "message": "{{escaped}}", "field": "resourceVersionMatch"}]}
            }
            """);
    }

    [Theory]
    [InlineData("a===b", "unable to parse requirement: found '=', expected: identifier")]
    [InlineData("a=b=c", "found '=', expected: ',' or 'end of string'")]
    [InlineData("a,,b", "found ',', expected: identifier after ','")]
    [InlineData("=b", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt", "unable to parse requirement: found 'b', expected: '=', '!=', '==', 'in', notin'")]
    [InlineData("a in b", "unable to parse requirement: found 'b' expected: '('")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("a>b", "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer", "unable to parse requirement: for 'Gt', 'Lt' operators, the value must be an integer")]
    public async Task A_label_selector_that_cannot_be_understood_is_refused(string selector, string now, string? then = null)
    {
        var answer = await GetAsync($"{ConfigMaps}?labelSelector={Uri.EscapeDataString(selector)}");

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.Equal(Wording(now, then ?? now, answer), answer.Message);
    }

    [Fact]
    public async Task Items_of_built_in_kinds_do_not_repeat_what_the_list_says()
    {
        await CreateLeaseAsync("a");

        var item = Assert.Single((await GetAsync(Leases)).Body["items"]!.AsArray())!.AsObject();

        Assert.Equal("metadata", item.First().Key);
        Assert.False(item.ContainsKey("kind"));
        Assert.False(item.ContainsKey("apiVersion"));
    }

    [Fact]
    public async Task Metadata_can_be_listed_without_the_rest()
    {
        await CreateConfigMapAsync("a", labels: new() { ["x"] = "y" });

        var list = await GetAsync($"{ConfigMaps}?labelSelector=x", "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");

        Assert.Equal(("PartialObjectMetadataList", "meta.k8s.io/v1"), ((string?)list.Body["kind"], (string?)list.Body["apiVersion"]));
        var item = Assert.Single(list.Body["items"]!.AsArray())!;
        Assert.Equal("a", (string?)item["metadata"]!["name"]);
        Assert.Null(item["data"]);
    }

    private async Task CreateManyAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await CreateLeaseAsync(name);
        }
    }

    private static string Continue(Answer list) => Uri.EscapeDataString((string)list.Metadata["continue"]!);
}

public sealed class LocalListTests(LocalServer server) : ListTests(server);

public sealed class RealListTests(RealServer server) : ListTests(server);
