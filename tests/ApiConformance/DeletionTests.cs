using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class DeletionTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task What_is_deleted_is_gone_and_the_answer_says_what_it_was()
    {
        var created = await CreateConfigMapAsync("a");

        var deleted = await DeleteAsync($"{ConfigMaps}/a");

        Assert.Equal(HttpStatusCode.OK, deleted.Code);
        Assert.Equal(("Status", "Success"), ((string?)deleted.Body["kind"], (string?)deleted.Body["status"]));
        var details = deleted.Body["details"]!;
        Assert.Equal(("a", "configmaps", (string?)created.Metadata["uid"]), ((string?)details["name"], (string?)details["kind"], (string?)details["uid"]));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{ConfigMaps}/a")).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await DeleteAsync($"{ConfigMaps}/a")).Code);
    }

    [Fact]
    public async Task A_finalizer_holds_an_object_until_it_is_taken_away()
    {
        await CreateHeldAsync("a");

        var marked = await DeleteAsync($"{ConfigMaps}/a");
        var still = await GetAsync($"{ConfigMaps}/a");
        var refused = await PatchAsync($"{ConfigMaps}/a", """{"metadata":{"finalizers":["example.com/hold","example.com/more"]}}""");
        var freed = await PatchAsync($"{ConfigMaps}/a", """{"metadata":{"finalizers":null}}""");

        Assert.Equal(HttpStatusCode.OK, marked.Code);
        Assert.NotNull(marked.Metadata["deletionTimestamp"]);
        Assert.Equal(0, (int)marked.Metadata["deletionGracePeriodSeconds"]!);
        Assert.NotNull(still.Metadata["deletionTimestamp"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Code);
        Assert.Contains("no new finalizers can be added if the object is being deleted", refused.Message);
        Assert.Equal(HttpStatusCode.OK, freed.Code);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{ConfigMaps}/a")).Code);
    }

    [Fact]
    public async Task A_second_deletion_changes_nothing_of_the_first()
    {
        await CreateHeldAsync("a");
        var first = await DeleteAsync($"{ConfigMaps}/a");

        var second = await DeleteAsync($"{ConfigMaps}/a");

        Assert.Equal(HttpStatusCode.OK, second.Code);
        Assert.Equal(first.ResourceVersion, second.ResourceVersion);
        Assert.Equal((string?)first.Metadata["deletionTimestamp"], (string?)second.Metadata["deletionTimestamp"]);
    }

    [Fact]
    public async Task What_is_being_deleted_can_still_be_changed()
    {
        await CreateHeldAsync("a");
        await DeleteAsync($"{ConfigMaps}/a");

        var changed = await PatchAsync($"{ConfigMaps}/a", """{"data":{"key":"2"}}""");

        Assert.Equal("2", (string?)changed.Body["data"]!["key"]);
        Assert.NotNull(changed.Metadata["deletionTimestamp"]);
    }

    [Fact]
    public async Task Preconditions_protect_another_object_of_the_same_name()
    {
        var created = await CreateConfigMapAsync("a");

        var wrongUid = await DeleteAsync($"{ConfigMaps}/a", """{"preconditions":{"uid":"other"}}""");
        var wrongVersion = await DeleteAsync($"{ConfigMaps}/a", """{"preconditions":{"resourceVersion":"1"}}""");
        var right = await DeleteAsync(
            $"{ConfigMaps}/a", $$$"""{"preconditions":{"uid":"{{{created.Metadata["uid"]}}}","resourceVersion":"{{{created.ResourceVersion}}}"}}""");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (wrongUid.Code, wrongVersion.Code));
        wrongUid.IsStatus($$"""
            {
              "reason": "Conflict",
              "message": "Operation cannot be fulfilled on ConfigMap \"a\": the UID in the precondition (other) does not match the UID in record ({{created.Metadata["uid"]}}). The object might have been deleted and then recreated",
              "details": {"name": "a", "kind": "ConfigMap"}
            }
            """);
        Assert.EndsWith(
            $"the ResourceVersion in the precondition (1) does not match the ResourceVersion in record ({created.ResourceVersion}). The object might have been modified",
            wrongVersion.Message, StringComparison.Ordinal);
        Assert.Equal("Success", (string?)right.Ok().Body["status"]);
    }

    [Fact]
    public async Task A_dry_run_deletes_nothing()
    {
        await CreateConfigMapAsync("a");

        (await DeleteAsync($"{ConfigMaps}/a?dryRun=All")).Ok();

        (await GetAsync($"{ConfigMaps}/a")).Ok();
    }

    [Fact]
    public async Task A_collection_is_deleted_by_selector()
    {
        await CreateLeaseAsync("a", new() { ["x"] = "y" });
        await CreateLeaseAsync("b");

        var deleted = await DeleteAsync($"{Leases}?labelSelector=x=y");

        Assert.Equal(("LeaseList", "a"), ((string?)deleted.Body["kind"], Assert.Single(deleted.Names)));
        Assert.Equal(["b"], (await GetAsync(Leases)).Names);
    }

    [Fact]
    public async Task Options_in_the_body_take_the_place_of_the_whole_query()
    {
        await CreateConfigMapAsync("a");

        (await DeleteAsync($"{ConfigMaps}/a?dryRun=All&propagationPolicy=Orphan", "{}")).Ok();

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{ConfigMaps}/a")).Code);
    }

    [Theory]
    [InlineData("""{"propagationPolicy":"Sideways"}""", "", "propagationPolicy", "FieldValueNotSupported", "Unsupported value: \"Sideways\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"")]
    [InlineData(null, "?propagationPolicy=Sideways", "propagationPolicy", "FieldValueNotSupported", "Unsupported value: \"Sideways\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"")]
    [InlineData("""{"propagationPolicy":"Orphan","orphanDependents":true}""", "", "propagationPolicy", "FieldValueInvalid", "Invalid value: \"Orphan\": orphanDependents and deletionPropagation cannot be both set")]
    [InlineData("""{"dryRun":["Some"]}""", "", "dryRun", "FieldValueNotSupported", "Unsupported value: [\"Some\"]: supported values: \"All\"")]
    public async Task Options_that_cannot_be_are_invalid(string? options, string query, string field, string reason, string message)
    {
        await CreateConfigMapAsync("a");

        var answer = await DeleteAsync($"{ConfigMaps}/a{query}", options);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        message = message.Replace("[\"Some\"]", Wording("[\"Some\"]", "[]string{\"Some\"}", answer), StringComparison.Ordinal);
        var escaped = message.Replace("\"", "\\\"", StringComparison.Ordinal);
        answer.IsStatus($$"""
            {
              "reason": "Invalid", "message": "DeleteOptions.meta.k8s.io \"\" is invalid: {{field}}: {{escaped}}",
              "details": {"group": "meta.k8s.io", "kind": "DeleteOptions", "causes": [{"reason": "{{reason}}", "message": "{{escaped}}", "field": "{{field}}"}]}
            }
            """);
        (await GetAsync($"{ConfigMaps}/a")).Ok();
    }

    private Task<Answer> CreateHeldAsync(string name)
    {
        var value = ConfigMap(name);
        value["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        return CreateAsync(ConfigMaps, value);
    }
}

public sealed class LocalDeletionTests(LocalServer server) : DeletionTests(server);

public sealed class RealDeletionTests(RealServer server) : DeletionTests(server);
