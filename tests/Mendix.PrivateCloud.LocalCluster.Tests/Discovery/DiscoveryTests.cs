using System.Net;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Discovery;

public sealed class DiscoveryTests : ClusterTest
{
    [Fact]
    public async Task Whoever_holds_the_token_is_told_who_that_is()
    {
        var (code, review) = await SendAsync(
            HttpMethod.Post, "/apis/authentication.k8s.io/v1/selfsubjectreviews", """{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""");

        Assert.Equal(HttpStatusCode.Created, code);
        Assert.Equal("SelfSubjectReview", (string?)review["kind"]);
        var user = review["status"]!["userInfo"]!;
        Assert.Equal("local-cluster-admin", (string?)user["username"]);
        Assert.Contains("system:masters", user["groups"]!.AsArray().Select(group => (string?)group));
    }

    [Theory]
    [InlineData("authentication.k8s.io", "selfsubjectreviews")]
    [InlineData("authorization.k8s.io", "selfsubjectaccessreviews")]
    public async Task Questions_are_listed_and_can_only_be_asked(string group, string resource)
    {
        var (_, resources) = await GetAsync($"/apis/{group}/v1");
        var (code, _) = await GetAsync($"/apis/{group}/v1/{resource}");

        var listed = Assert.Single(resources["resources"]!.AsArray())!;
        Assert.Equal(resource, (string?)listed["name"]);
        Assert.Equal(["create"], listed["verbs"]!.AsArray().Select(verb => (string?)verb));
        Assert.Equal(HttpStatusCode.NotFound, code);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/endpoints", "EndpointsList")]
    [InlineData("/apis/discovery.k8s.io/v1/endpointslices", "EndpointSliceList")]
    [InlineData("/api/v1/namespaces/default/resourcequotas", "ResourceQuotaList")]
    [InlineData("/api/v1/namespaces/default/limitranges", "LimitRangeList")]
    public async Task What_clients_look_for_when_they_describe_is_there_and_empty(string path, string kind)
    {
        var (code, list) = await GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, kind), (code, (string?)list["kind"]));
        Assert.Empty(list["items"]!.AsArray());
    }

    [Theory]
    [InlineData("livez")]
    [InlineData("readyz")]
    public async Task Health_tells_its_parts_when_asked(string path)
    {
        Assert.Equal("ok", (string?)(await GetAsync("/" + path)).Body["text"]);
        Assert.Equal($"[+]ping ok\n{path} check passed\n", (string?)(await GetAsync($"/{path}?verbose")).Body["text"]);
    }

    [Theory]
    [InlineData("/openapi/v2")]
    [InlineData("/openapi/v3")]
    [InlineData("/openapi/v3/apis/example.com/v1")]
    public async Task OpenAPI_follows_what_is_served(string path)
    {
        var before = await GetTextAsync(path);
        await CreateAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Widgets.Definition());
        var defined = await GetTextAsync(path);
        await SendAsync(HttpMethod.Delete, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");
        await WaitUntilGoneAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");

        Assert.DoesNotContain("example.com", before, StringComparison.Ordinal);
        Assert.Contains("example.com", defined, StringComparison.Ordinal);
        Assert.Equal(before, await GetTextAsync(path));
    }

    private async Task<string> GetTextAsync(string path)
    {
        using var response = await Http.GetAsync(path, Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
