using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

/// <summary>Wordings of today's Kubernetes; what holds in all its versions is in tests/ApiConformance.</summary>
public sealed class WriteTests : ClusterTest
{
    [Theory]
    [InlineData("""{"apiVersion":"v2"}""", "ConfigMap in version \"v2\" cannot be handled as a ConfigMap: no kind \"ConfigMap\" is registered for version \"v2\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"")]
    [InlineData("""{"data":{"key":1}}""", "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field .data of type string")]
    public async Task A_body_that_cannot_be_read_says_why(string body, string message)
    {
        await CreateConfigMapAsync("a");

        var (code, status) = await SendAsync(HttpMethod.Put, $"{ConfigMaps}/a", body);

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal("BadRequest", (string?)status["reason"]);
        Assert.Equal(message, (string?)status["message"]);
    }

    [Fact]
    public async Task Parallel_patches_are_all_kept()
    {
        await CreateConfigMapAsync("a");

        await Task.WhenAll(Enumerable.Range(0, 32).Select(number => SendAsync(
            HttpMethod.Patch, $"{ConfigMaps}/a", $$$"""{"data":{"n{{{number}}}":"x"}}""", "application/merge-patch+json")));

        var (_, value) = await GetAsync($"{ConfigMaps}/a");
        Assert.Equal(33, value["data"]!.AsObject().Count);
    }

    [Fact]
    public async Task YAML_that_cannot_be_read_is_a_bad_request()
    {
        var (code, status) = await SendAsync(HttpMethod.Post, ConfigMaps, "a: [", "application/yaml");

        Assert.Equal(HttpStatusCode.BadRequest, code);
        var message = (string)status["message"]!;
        Assert.Matches(@"^the object provided is unrecognized \(must be of type ConfigMap\): yaml: line \d: .* \(613a205b\)$", message);
    }

    [Theory]
    [InlineData("application/strategic-merge-patch+json", "map[data:map[k:!!]]", "error decoding from json: illegal base64 data at input byte 0")]
    [InlineData("application/merge-patch+json", null, "illegal base64 data at input byte 0")]
    public async Task A_patch_to_what_is_no_Secret_is_invalid(string contentType, string? shown, string why)
    {
        var secret = await CreateAsync("/api/v1/namespaces/default/secrets", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "s" } });

        var (code, status) = await SendAsync(
            HttpMethod.Patch, "/api/v1/namespaces/default/secrets/s", """{"data":{"k":"!!"}}""", contentType);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.EndsWith(": " + why, (string?)status["message"], StringComparison.Ordinal);
        Assert.StartsWith($" \"\" is invalid: patch: Invalid value: \"{shown}", (string?)status["message"], StringComparison.Ordinal);
        Assert.Equal("patch", (string?)Assert.Single(status["details"]!["causes"]!.AsArray())!["field"]);
        Assert.Equal(ResourceVersion(secret), ResourceVersion((await GetAsync("/api/v1/namespaces/default/secrets/s")).Body));
    }
}
