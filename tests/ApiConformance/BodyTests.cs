using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>Formats of requests, and requests that no API answers.</summary>
public abstract class BodyTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Theory]
    [InlineData("POST", "", "application/yaml")]
    [InlineData("PATCH", "/a?fieldManager=me", "application/apply-patch+yaml")]
    public async Task Bodies_may_be_YAML(string method, string path, string contentType)
    {
        const string Body =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: a
              annotations: {}
            immutable: true
            data:
              quoted: "1"
              block: |-
                x: y
            """;

        var created = await SendAsync(new HttpMethod(method), ConfigMaps + path, Body, contentType);

        Assert.Equal(HttpStatusCode.Created, created.Code);
        Assert.True((bool)created.Body["immutable"]!);
        Assert.Equal("1", (string?)created.Body["data"]!["quoted"]);
        Assert.Equal("x: y", (string?)created.Body["data"]!["block"]);
    }

    [Theory]
    [InlineData("block: |\n    x: y", "x: y")]
    [InlineData("block: |\n    x: y\n", "x: y\n")]
    [InlineData("block: |\n    x: y\n  other: z", "x: y\n")]
    [InlineData("block: >\n    x\n    y", "x y")]
    public async Task A_YAML_block_ends_as_its_last_line_does(string data, string expected)
    {
        var created = await SendAsync(
            HttpMethod.Post, ConfigMaps, $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata:\n  {data}", "application/yaml");

        Assert.Equal(expected, (string?)created.Ok().Body["data"]!["block"]);
    }

    [Fact]
    public async Task YAML_that_cannot_be_read_is_a_bad_request()
    {
        var answer = await SendAsync(HttpMethod.Post, ConfigMaps, "a: [", "application/yaml");

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
    }

    [Fact]
    public async Task A_body_of_an_unknown_type_is_not_read()
    {
        var answer = await SendAsync(HttpMethod.Post, ConfigMaps, ConfigMap("a").ToJsonString(), "application/xml");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Code);
        answer.IsStatus("""
            {
              "reason": "UnsupportedMediaType",
              "message": "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf"
            }
            """);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_not_acceptable()
    {
        var answer = await GetAsync(ConfigMaps, "text/html");

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.Code);
        // Today's add what they have.
        var message = Wording(answer.Message!, "406: Not Acceptable", answer);
        Assert.Matches(@"\A406: Not Acceptable(\n\nAvailable representations: application/json.*)?\z", message);
        answer.IsStatus($$"""{"reason":"NotAcceptable","message":{{JsonValue.Create(message).ToJsonString()}},"details":{} }""");
    }

    [Theory]
    [InlineData("/apis/nosuch.io/v1")]
    [InlineData("/apis/nosuch.io/v1/things")]
    public async Task Where_no_API_is_the_answer_is_plain_text(string path)
    {
        var answer = await GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "404 page not found\n"), (answer.Code, answer.Text));
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/things")]
    [InlineData("/api/v1/namespaces/default/things/a")]
    [InlineData("/api/v1/namespaces/default/configmaps/a/status")]
    [InlineData("/apis/apps/v1/things")]
    public async Task An_API_that_has_no_such_resource_says_so(string path)
    {
        var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.Code);
        answer.IsStatus("""{"reason":"NotFound","message":"the server could not find the requested resource","details":{}}""");
    }

    [Fact]
    public async Task A_verb_that_a_resource_does_not_have_is_not_allowed()
    {
        var answer = await SendAsync(HttpMethod.Put, ConfigMaps, "{}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Code);
        answer.IsStatus("""{"reason":"MethodNotAllowed","message":"the server does not allow this method on the requested resource","details":{}}""");
    }
}

public sealed class LocalBodyTests(LocalServer server) : BodyTests(server);

public sealed class RealBodyTests(RealServer server) : BodyTests(server);
