using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

public sealed class WriteTests : ClusterTest
{
    [Fact]
    public async Task A_created_object_has_what_the_server_gives_it()
    {
        var created = await CreateConfigMapAsync("a");

        var metadata = created["metadata"]!;
        Assert.True(Guid.TryParse((string?)metadata["uid"], out _));
        Assert.NotEmpty(ResourceVersion(created));
        Assert.Equal("default", (string?)metadata["namespace"]);
        Assert.EndsWith("Z", (string?)metadata["creationTimestamp"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creating_twice_is_refused_in_Kubernetes_words()
    {
        await CreateConfigMapAsync("a");

        var (code, status) = await SendAsync(HttpMethod.Post, ConfigMaps, ConfigMap("a").ToJsonString());

        Assert.Equal(HttpStatusCode.Conflict, code);
        Assert.Equal("AlreadyExists", (string?)status["reason"]);
        Assert.Equal("configmaps \"a\" already exists", (string?)status["message"]);
        Assert.Equal("Status", (string?)status["kind"]);
        Assert.Equal("a", (string?)status["details"]!["name"]);
        Assert.Equal("configmaps", (string?)status["details"]!["kind"]);
    }

    [Fact]
    public async Task A_missing_object_is_not_found()
    {
        var (code, status) = await GetAsync("/apis/apps/v1/namespaces/default/deployments/none");

        Assert.Equal(HttpStatusCode.NotFound, code);
        Assert.Equal("deployments.apps \"none\" not found", (string?)status["message"]);
        Assert.Equal("apps", (string?)status["details"]!["group"]);
    }

    [Fact]
    public async Task Replacing_a_state_that_is_no_longer_current_conflicts()
    {
        var first = await CreateConfigMapAsync("a");
        var changed = first.DeepClone().AsObject();
        changed["data"]!["key"] = "2";
        var (_, second) = await SendAsync(HttpMethod.Put, $"{ConfigMaps}/a", changed.ToJsonString());

        var (code, status) = await SendAsync(HttpMethod.Put, $"{ConfigMaps}/a", changed.ToJsonString());

        Assert.NotEqual(ResourceVersion(first), ResourceVersion(second));
        Assert.Equal(HttpStatusCode.Conflict, code);
        Assert.Equal("Conflict", (string?)status["reason"]);
        Assert.Equal(
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again",
            (string?)status["message"]);
    }

    [Fact]
    public async Task A_write_that_changes_nothing_writes_nothing()
    {
        var created = await CreateConfigMapAsync("a");

        var (_, replaced) = await SendAsync(HttpMethod.Put, $"{ConfigMaps}/a", created.ToJsonString());
        var (_, patched) = await SendAsync(
            HttpMethod.Patch, $"{ConfigMaps}/a", """{"data":{"key":"1"}}""", "application/merge-patch+json");

        Assert.Equal(ResourceVersion(created), ResourceVersion(replaced));
        Assert.Equal(ResourceVersion(created), ResourceVersion(patched));
    }

    [Fact]
    public async Task An_invalid_object_is_refused_with_each_cause()
    {
        var bad = ConfigMap("Not_A_Name");

        var (code, status) = await SendAsync(HttpMethod.Post, ConfigMaps, bad.ToJsonString());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal("Invalid", (string?)status["reason"]);
        var cause = Assert.Single(status["details"]!["causes"]!.AsArray());
        Assert.Equal("metadata.name", (string?)cause!["field"]);
        Assert.Equal("FieldValueInvalid", (string?)cause["reason"]);
    }

    [Fact]
    public async Task The_server_completes_a_generated_name()
    {
        var body = ConfigMap("");
        body["metadata"] = new JsonObject { ["generateName"] = "job-" };

        var first = await CreateAsync(ConfigMaps, body.DeepClone().AsObject());
        var second = await CreateAsync(ConfigMaps, body);

        Assert.Matches("^job-[a-z0-9]{5}$", (string?)first["metadata"]!["name"]);
        Assert.NotEqual((string?)first["metadata"]!["name"], (string?)second["metadata"]!["name"]);
    }

    [Fact]
    public async Task Nothing_is_created_in_a_namespace_that_does_not_exist()
    {
        var (code, status) = await SendAsync(HttpMethod.Post, "/api/v1/namespaces/none/configmaps", ConfigMap("a").ToJsonString());

        Assert.Equal(HttpStatusCode.NotFound, code);
        Assert.Equal("namespaces \"none\" not found", (string?)status["message"]);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"b"}}""", "the name of the object (b) does not match the name on the URL (a)")]
    [InlineData(
        """{"metadata":{"name":"a","namespace":"other"}}""",
        "the namespace of the provided object does not match the namespace sent on the request")]
    [InlineData("""{"apiVersion":"v2"}""", "ConfigMap in version \"v2\" cannot be handled as a ConfigMap: no kind \"ConfigMap\" is registered for version \"v2\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret"}""", "Secret in version \"v1\" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion")]
    [InlineData("""{"data":{"key":1}}""", "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field .data of type string")]
    [InlineData("""{"a":1""", "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input ({\"a\":1)")]
    [InlineData("", "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)")]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    public async Task A_body_that_speaks_of_something_else_is_a_bad_request(string body, string? message)
    {
        await CreateConfigMapAsync("a");

        var (code, status) = await SendAsync(HttpMethod.Put, $"{ConfigMaps}/a", body);

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal("BadRequest", (string?)status["reason"]);
        if (message is not null)
        {
            Assert.Equal(message, (string?)status["message"]);
        }
    }

    [Fact]
    public async Task A_dry_run_answers_as_if_and_stores_nothing()
    {
        var (code, answer) = await SendAsync(HttpMethod.Post, $"{ConfigMaps}?dryRun=All", ConfigMap("a").ToJsonString());

        Assert.Equal(HttpStatusCode.Created, code);
        Assert.Equal("a", (string?)answer["metadata"]!["name"]);
        Assert.False(answer["metadata"]!.AsObject().ContainsKey("resourceVersion"));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{ConfigMaps}/a")).Code);
    }

    [Fact]
    public async Task Text_in_a_Secret_becomes_data()
    {
        var secret = await CreateAsync("/api/v1/namespaces/default/secrets", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "s" },
            ["stringData"] = new JsonObject { ["word"] = "open" },
        });

        Assert.Equal("b3Blbg==", (string?)secret["data"]!["word"]);
        Assert.Null(secret["stringData"]);
        Assert.Equal("Opaque", (string?)secret["type"]);
    }

    [Fact]
    public async Task Without_the_token_nothing_is_answered()
    {
        Http.DefaultRequestHeaders.Authorization = new("Bearer", "guessed");

        var (code, status) = await GetAsync("/api");

        Assert.Equal(HttpStatusCode.Unauthorized, code);
        Assert.Equal("Unauthorized", (string?)status["reason"]);
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

    [Theory]
    [InlineData("POST", ConfigMaps, "application/yaml")]
    [InlineData("PATCH", ConfigMaps + "/a?fieldManager=me", "application/apply-patch+yaml")]
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

        var (code, created) = await SendAsync(new HttpMethod(method), path, Body, contentType);

        Assert.Equal(HttpStatusCode.Created, code);
        Assert.True((bool)created["immutable"]!);
        Assert.Equal("1", (string?)created["data"]!["quoted"]);
        Assert.Equal("x: y", (string?)created["data"]!["block"]);
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
    [InlineData("block: |\n    x: y", "x: y")]
    [InlineData("block: |\n    x: y\n", "x: y\n")]
    [InlineData("block: |\n    x: y\n  other: z", "x: y\n")]
    [InlineData("block: >\n    x\n    y", "x y")]
    public async Task A_YAML_block_ends_as_its_last_line_does(string data, string expected)
    {
        var (_, created) = await SendAsync(
            HttpMethod.Post, ConfigMaps, $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata:\n  {data}", "application/yaml");

        Assert.Equal(expected, (string?)created["data"]!["block"]);
    }

    [Fact]
    public async Task A_body_of_an_unknown_type_is_not_read()
    {
        var (code, status) = await SendAsync(HttpMethod.Post, ConfigMaps, ConfigMap("a").ToJsonString(), "application/xml");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, code);
        Assert.Equal(("UnsupportedMediaType", "415: Unsupported Media Type"), ((string?)status["reason"], (string?)status["message"]));
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
