using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class CreationTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task A_created_object_has_what_the_server_gives_it()
    {
        var created = await CreateConfigMapAsync("a");

        var metadata = created.Metadata;
        Assert.Equal(HttpStatusCode.Created, created.Code);
        Assert.True(Guid.TryParse((string?)metadata["uid"], out _));
        Assert.NotEmpty(created.ResourceVersion);
        Assert.Equal(Space, (string?)metadata["namespace"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", (string?)metadata["creationTimestamp"]);
        Assert.Equal(("ConfigMap", "v1"), ((string?)created.Body["kind"], (string?)created.Body["apiVersion"]));
        Assert.Null(metadata["generation"]);
    }

    [Fact]
    public async Task What_only_the_server_sets_cannot_be_chosen()
    {
        var body = ConfigMap("a");
        body["metadata"]!["uid"] = "chosen";
        body["metadata"]!["creationTimestamp"] = "2001-01-01T00:00:00Z";
        body["metadata"]!["deletionTimestamp"] = "2001-01-01T00:00:00Z";
        body["metadata"]!["generation"] = 7;

        var created = await CreateAsync(ConfigMaps, body);

        Assert.NotEqual("chosen", (string?)created.Metadata["uid"]);
        Assert.NotEqual("2001-01-01T00:00:00Z", (string?)created.Metadata["creationTimestamp"]);
        Assert.Null(created.Metadata["deletionTimestamp"]);
    }

    [Fact]
    public async Task Creating_with_a_version_is_refused()
    {
        var body = ConfigMap("a");
        body["metadata"]!["resourceVersion"] = "1";

        var answer = await PostAsync(ConfigMaps, body);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Code);
        Assert.Equal("resourceVersion should not be set on objects to be created", answer.Message);
    }

    [Fact]
    public async Task Creating_twice_is_refused()
    {
        await CreateConfigMapAsync("a");

        var answer = await PostAsync(ConfigMaps, ConfigMap("a"));

        Assert.Equal(HttpStatusCode.Conflict, answer.Code);
        answer.IsStatus("""{"reason":"AlreadyExists","message":"configmaps \"a\" already exists","details":{"name":"a","kind":"configmaps"}}""");
    }

    [Fact]
    public async Task A_missing_object_is_not_found()
    {
        var core = await GetAsync($"{ConfigMaps}/none");
        var apps = await GetAsync($"/apis/apps/v1/namespaces/{Space}/deployments/none");

        Assert.Equal(HttpStatusCode.NotFound, core.Code);
        core.IsStatus("""{"reason":"NotFound","message":"configmaps \"none\" not found","details":{"name":"none","kind":"configmaps"}}""");
        apps.IsStatus("""{"reason":"NotFound","message":"deployments.apps \"none\" not found","details":{"name":"none","group":"apps","kind":"deployments"}}""");
    }

    [Fact]
    public async Task A_name_that_cannot_be_is_invalid()
    {
        var answer = await PostAsync(ConfigMaps, ConfigMap("Not_A_Name"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        var cause = Assert.Single(answer.Body["details"]!["causes"]!.AsArray())!;
        Assert.Equal(("metadata.name", "FieldValueInvalid"), ((string?)cause["field"], (string?)cause["reason"]));
        Assert.StartsWith("ConfigMap \"Not_A_Name\" is invalid: metadata.name: Invalid value: \"Not_A_Name\": ", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_needs_a_name()
    {
        var answer = await PostAsync(ConfigMaps, new JsonObject { ["metadata"] = new JsonObject() });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        answer.IsStatus("""
            {
              "reason": "Invalid", "message": "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required",
              "details": {"kind": "ConfigMap", "causes": [
                {"reason": "FieldValueRequired", "message": "Required value: name or generateName is required", "field": "metadata.name"}
              ]}
            }
            """);
    }

    [Fact]
    public async Task The_server_completes_a_generated_name()
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["generateName"] = "job-" } };

        var first = await CreateAsync(ConfigMaps, body);
        var second = await CreateAsync(ConfigMaps, body);

        Assert.Matches("^job-[a-z0-9]{5}$", first.Name);
        Assert.Equal("job-", (string?)first.Metadata["generateName"]);
        Assert.NotEqual(first.Name, second.Name);
    }

    [Fact]
    public async Task Nothing_is_created_in_a_namespace_that_does_not_exist()
    {
        var answer = await PostAsync($"{Namespaces}/never-was/configmaps", ConfigMap("a"));

        Assert.Equal(HttpStatusCode.NotFound, answer.Code);
        answer.IsStatus("""{"reason":"NotFound","message":"namespaces \"never-was\" not found","details":{"name":"never-was","kind":"namespaces"}}""");
    }

    [Fact]
    public async Task A_namespace_that_is_not_that_of_the_path_is_a_bad_request()
    {
        var body = ConfigMap("a");
        body["metadata"]!["namespace"] = "other";

        var answer = await PostAsync(ConfigMaps, body);

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.StartsWith("the namespace of the ", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_answers_as_if_and_stores_nothing()
    {
        var answer = await PostAsync($"{ConfigMaps}?dryRun=All", ConfigMap("a"));

        Assert.Equal(HttpStatusCode.Created, answer.Code);
        Assert.Equal("a", answer.Name);
        Assert.True(Guid.TryParse((string?)answer.Metadata["uid"], out _));
        Assert.False(answer.Metadata.AsObject().ContainsKey("resourceVersion"));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{ConfigMaps}/a")).Code);
    }

    [Fact]
    public async Task Dry_runs_are_all_or_nothing()
    {
        var answer = await PostAsync($"{ConfigMaps}?dryRun=Some", ConfigMap("a"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        var value = Wording("[\"Some\"]", "[]string{\"Some\"}", answer).Replace("\"", "\\\"", StringComparison.Ordinal);
        answer.IsStatus($$"""
            {
              "reason": "Invalid", "message": "CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: {{value}}: supported values: \"All\"",
              "details": {"group": "meta.k8s.io", "kind": "CreateOptions", "causes": [
                {"reason": "FieldValueNotSupported", "message": "Unsupported value: {{value}}: supported values: \"All\"", "field": "dryRun"}
              ]}
            }
            """);
    }

    [Fact]
    public async Task Text_in_a_Secret_becomes_data()
    {
        var body = Named("s");
        body["stringData"] = new JsonObject { ["word"] = "open" };

        var secret = await CreateAsync(Secrets, body);

        Assert.Equal("b3Blbg==", (string?)secret.Body["data"]!["word"]);
        Assert.Null(secret.Body["stringData"]);
        Assert.Equal("Opaque", (string?)secret.Body["type"]);
    }

    [Fact]
    public async Task Without_a_valid_token_nothing_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ConfigMaps);
        request.Headers.Authorization = new("Bearer", "guessed");

        using var response = await Server.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var answer = new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation), []);
        answer.IsStatus("""{"reason":"Unauthorized","message":"Unauthorized"}""");
    }
}

public sealed class LocalCreationTests(LocalServer server) : CreationTests(server);

public sealed class RealCreationTests(RealServer server) : CreationTests(server);
