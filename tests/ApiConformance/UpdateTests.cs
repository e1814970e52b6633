using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class UpdateTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task Replacing_a_state_that_is_no_longer_current_conflicts()
    {
        var first = await CreateConfigMapAsync("a");
        var changed = first.Body.DeepClone().AsObject();
        changed["data"]!["key"] = "2";
        var second = (await PutAsync($"{ConfigMaps}/a", changed)).Ok();

        var refused = await PutAsync($"{ConfigMaps}/a", changed);

        Assert.NotEqual(first.ResourceVersion, second.ResourceVersion);
        Assert.Equal(HttpStatusCode.Conflict, refused.Code);
        refused.IsStatus("""
            {
              "reason": "Conflict",
              "message": "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again",
              "details": {"name": "a", "kind": "configmaps"}
            }
            """);
    }

    [Fact]
    public async Task Replacing_another_object_of_the_same_name_conflicts()
    {
        await CreateConfigMapAsync("a");
        var other = ConfigMap("a", "2");
        other["metadata"]!["uid"] = "other";

        var refused = await PutAsync($"{ConfigMaps}/a", other);

        Assert.Equal((HttpStatusCode.Conflict, "Conflict"), (refused.Code, (string?)refused.Body["reason"]));
        Assert.Contains("Precondition failed: UID in precondition: other, UID in object meta: ", refused.Message);
    }

    [Fact]
    public async Task Some_built_in_kinds_are_replaced_without_saying_which_state_was_read()
    {
        await CreateConfigMapAsync("a");

        var replaced = await PutAsync($"{ConfigMaps}/a", ConfigMap("a", "2"));

        Assert.Equal("2", (string?)replaced.Ok().Body["data"]!["key"]);
    }

    [Fact]
    public async Task A_lease_is_replaced_only_in_the_state_that_was_read()
    {
        await CreateLeaseAsync("a");

        var refused = await PutAsync($"{Leases}/a", Named("a"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Code);
        var value = Wording("0", "0x0", refused);
        refused.IsStatus($$"""
            {
              "reason": "Invalid", "message": "leases.coordination.k8s.io \"a\" is invalid: metadata.resourceVersion: Invalid value: {{value}}: must be specified for an update",
              "details": {"name": "a", "group": "coordination.k8s.io", "kind": "leases", "causes": [
                {"reason": "FieldValueInvalid", "message": "Invalid value: {{value}}: must be specified for an update", "field": "metadata.resourceVersion"}
              ]}
            }
            """);
    }

    [Fact]
    public async Task A_write_that_changes_nothing_writes_nothing()
    {
        var created = await CreateConfigMapAsync("a");

        var replaced = await PutAsync($"{ConfigMaps}/a", created.Body);
        var patched = await PatchAsync($"{ConfigMaps}/a", """{"data":{"key":"1"}}""");

        Assert.Equal(created.ResourceVersion, replaced.Ok().ResourceVersion);
        Assert.Equal(created.ResourceVersion, patched.Ok().ResourceVersion);
    }

    [Fact]
    public async Task Versions_grow_with_every_write_of_any_object()
    {
        var first = await CreateConfigMapAsync("a");
        var other = await CreateConfigMapAsync("b");
        var second = await PatchAsync($"{ConfigMaps}/a", """{"data":{"key":"2"}}""");

        var versions = new[] { first, other, second }.Select(answer => long.Parse(answer.ResourceVersion)).ToArray();
        Assert.Equal(versions.Distinct().Order(), versions);
    }

    [Fact]
    public async Task What_the_server_sets_stays_whatever_is_sent()
    {
        var created = await CreateConfigMapAsync("a");
        var changed = created.Body.DeepClone().AsObject();
        changed["metadata"]!["creationTimestamp"] = "2001-01-01T00:00:00Z";
        changed["metadata"]!["uid"] = null;
        changed["data"]!["key"] = "2";

        var replaced = await PutAsync($"{ConfigMaps}/a", changed);

        Assert.Equal((string?)created.Metadata["creationTimestamp"], (string?)replaced.Ok().Metadata["creationTimestamp"]);
        Assert.Equal((string?)created.Metadata["uid"], (string?)replaced.Metadata["uid"]);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_replaced()
    {
        var answer = await PutAsync($"{ConfigMaps}/none", ConfigMap("none"));

        Assert.Equal(HttpStatusCode.NotFound, answer.Code);
        answer.IsStatus("""{"reason":"NotFound","message":"configmaps \"none\" not found","details":{"name":"none","kind":"configmaps"}}""");
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_become_of_it()
    {
        var created = await CreateConfigMapAsync("a");

        var answer = await PutAsync($"{ConfigMaps}/a?dryRun=All", ConfigMap("a", "2"));

        Assert.Equal("2", (string?)answer.Ok().Body["data"]!["key"]);
        var still = await GetAsync($"{ConfigMaps}/a");
        Assert.Equal(("1", created.ResourceVersion), ((string?)still.Body["data"]!["key"], still.ResourceVersion));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"b"}}""", "the name of the object (b) does not match the name on the URL (a)")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret"}""", "Secret in version \"v1\" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion")]
    [InlineData("""{"a":1""", "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input ({\"a\":1)")]
    [InlineData("", "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)")]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("""{"apiVersion":"v2"}""", null)]
    [InlineData("""{"data":{"key":1}}""", null)]
    public async Task A_body_that_speaks_of_something_else_is_a_bad_request(string body, string? message)
    {
        await CreateConfigMapAsync("a");

        var answer = await SendAsync(HttpMethod.Put, $"{ConfigMaps}/a", body);

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (answer.Code, (string?)answer.Body["reason"]));
        if (message is not null)
        {
            Assert.Equal(message, answer.Message);
        }
    }

    [Fact]
    public async Task Parallel_patches_are_all_kept()
    {
        await CreateConfigMapAsync("a");

        // A real server tries five times to put a patch on top of those that came between.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => PatchAsync($"{ConfigMaps}/a", $$$"""{"data":{"n{{{number}}}":"x"}}""")));

        Assert.Equal(5, (await GetAsync($"{ConfigMaps}/a")).Body["data"]!.AsObject().Count);
    }

    [Fact]
    public async Task What_is_immutable_stays()
    {
        var body = Named("s");
        body["immutable"] = true;
        body["data"] = new JsonObject { ["a"] = "eA==" };
        await CreateAsync(Secrets, body);

        var changed = await PatchAsync($"{Secrets}/s", """{"data":{"a":"eQ=="}}""");
        var type = await PatchAsync($"{Secrets}/s", """{"type":"other"}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.Code);
        changed.IsStatus("""
            {
              "reason": "Invalid", "message": "Secret \"s\" is invalid: data: Forbidden: field is immutable when `immutable` is set",
              "details": {"name": "s", "kind": "Secret", "causes": [
                {"reason": "FieldValueForbidden", "message": "Forbidden: field is immutable when `immutable` is set", "field": "data"}
              ]}
            }
            """);
        Assert.StartsWith("Secret \"s\" is invalid: type: Invalid value: \"other\": field is immutable", type.Message, StringComparison.Ordinal);
    }
}

public sealed class LocalUpdateTests(LocalServer server) : UpdateTests(server);

public sealed class RealUpdateTests(RealServer server) : UpdateTests(server);
