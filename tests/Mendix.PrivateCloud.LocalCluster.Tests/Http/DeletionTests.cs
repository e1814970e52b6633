using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

public sealed class DeletionTests : ClusterTest
{
    private const string Merge = "application/merge-patch+json";

    [Fact]
    public async Task A_finalizer_holds_an_object_until_it_is_taken_away()
    {
        await CreateOwnedAsync("a", finalizers: ["example.com/hold"]);

        var (_, marked) = await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/a");
        var (_, still) = await GetAsync($"{ConfigMaps}/a");
        var (refused, status) = await SendAsync(
            HttpMethod.Patch, $"{ConfigMaps}/a", """{"metadata":{"finalizers":["example.com/hold","example.com/more"]}}""", Merge);
        await SendAsync(HttpMethod.Patch, $"{ConfigMaps}/a", """{"metadata":{"finalizers":null}}""", Merge);

        Assert.NotNull(marked["metadata"]!["deletionTimestamp"]);
        Assert.NotNull(still["metadata"]!["deletionTimestamp"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Contains("no new finalizers can be added if the object is being deleted", (string?)status["message"]);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{ConfigMaps}/a")).Code);
    }

    [Fact]
    public async Task Preconditions_protect_another_object_of_the_same_name()
    {
        var created = await CreateConfigMapAsync("a");

        var (wrongUid, status) = await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/a", """{"preconditions":{"uid":"other"}}""");
        var (wrongVersion, _) = await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/a", """{"preconditions":{"resourceVersion":"1"}}""");
        var (right, success) = await SendAsync(
            HttpMethod.Delete,
            $"{ConfigMaps}/a",
            $$$"""{"preconditions":{"uid":"{{{created["metadata"]!["uid"]}}}","resourceVersion":"{{{ResourceVersion(created)}}}"}}""");

        Assert.Equal(HttpStatusCode.Conflict, wrongUid);
        Assert.Contains("Precondition failed: UID in precondition: other", (string?)status["message"]);
        Assert.Equal(HttpStatusCode.Conflict, wrongVersion);
        Assert.Equal(HttpStatusCode.OK, right);
        Assert.Equal("Success", (string?)success["status"]);
    }

    [Fact]
    public async Task What_lost_its_owner_goes_and_so_does_what_it_owned()
    {
        var grandparent = await CreateConfigMapAsync("grandparent");
        var parent = await CreateOwnedAsync("parent", [grandparent]);
        await CreateOwnedAsync("child", [parent]);

        await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/grandparent");

        await WaitUntilGoneAsync($"{ConfigMaps}/parent");
        await WaitUntilGoneAsync($"{ConfigMaps}/child");
    }

    [Fact]
    public async Task One_remaining_owner_is_enough()
    {
        var first = await CreateConfigMapAsync("first");
        var second = await CreateConfigMapAsync("second");
        await CreateOwnedAsync("child", [first, second]);

        await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/first");

        var child = await EventuallyAsync(
            () => GetAsync($"{ConfigMaps}/child"), answer => answer.Body["metadata"]!["ownerReferences"]!.AsArray().Count == 1);
        Assert.Equal("second", (string?)child.Body["metadata"]!["ownerReferences"]![0]!["name"]);
    }

    [Fact]
    public async Task What_is_created_for_an_owner_that_does_not_exist_goes()
    {
        await CreateOwnedAsync("child", [new JsonObject { ["metadata"] = new JsonObject { ["name"] = "x", ["uid"] = "never-was" } }]);

        await WaitUntilGoneAsync($"{ConfigMaps}/child");
    }

    [Fact]
    public async Task A_foreground_deletion_waits_for_dependents()
    {
        var owner = await CreateConfigMapAsync("owner");
        await CreateOwnedAsync("child", [owner], finalizers: ["example.com/hold"]);

        await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/owner", """{"propagationPolicy":"Foreground"}""");
        await EventuallyAsync(() => GetAsync($"{ConfigMaps}/child"), answer => answer.Body["metadata"]!["deletionTimestamp"] is not null);
        var (held, _) = await GetAsync($"{ConfigMaps}/owner");
        await SendAsync(HttpMethod.Patch, $"{ConfigMaps}/child", """{"metadata":{"finalizers":null}}""", Merge);

        Assert.Equal(HttpStatusCode.OK, held);
        await WaitUntilGoneAsync($"{ConfigMaps}/owner");
    }

    [Fact]
    public async Task Orphans_stay_without_an_owner()
    {
        var owner = await CreateConfigMapAsync("owner");
        await CreateOwnedAsync("child", [owner]);

        await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/owner?propagationPolicy=Orphan");

        await WaitUntilGoneAsync($"{ConfigMaps}/owner");
        var (_, child) = await GetAsync($"{ConfigMaps}/child");
        Assert.Null(child["metadata"]!["ownerReferences"]);
    }

    [Fact]
    public async Task A_collection_is_deleted_by_selector()
    {
        await CreateConfigMapAsync("a", labels: new() { ["x"] = "y" });
        await CreateConfigMapAsync("b");

        await SendAsync(HttpMethod.Delete, $"{ConfigMaps}?labelSelector=x=y");

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{ConfigMaps}/a")).Code);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"{ConfigMaps}/b")).Code);
    }

    [Fact]
    public async Task A_namespace_takes_its_contents_along_and_waits_for_finalizers()
    {
        await CreateAsync("/api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "team" } });
        const string Path = "/api/v1/namespaces/team/configmaps";
        await CreateAsync(Path, ConfigMap("free"));
        var held = ConfigMap("held");
        held["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await CreateAsync(Path, held);

        await SendAsync(HttpMethod.Delete, "/api/v1/namespaces/team");
        await WaitUntilGoneAsync($"{Path}/free");
        var space = await EventuallyAsync(
            () => GetAsync("/api/v1/namespaces/team"), answer => answer.Body["status"]!["conditions"] is not null);
        var (refused, status) = await SendAsync(HttpMethod.Post, Path, ConfigMap("late").ToJsonString());
        await SendAsync(HttpMethod.Patch, $"{Path}/held", """{"metadata":{"finalizers":null}}""", Merge);

        Assert.Equal("Terminating", (string?)space.Body["status"]!["phase"]);
        Assert.Equal(HttpStatusCode.Forbidden, refused);
        Assert.Equal(
            "configmaps \"late\" is forbidden: unable to create new content in namespace team because it is being terminated",
            (string?)status["message"]);
        await WaitUntilGoneAsync("/api/v1/namespaces/team");
    }

    [Fact]
    public async Task The_namespaces_that_every_cluster_has_stay()
    {
        var (code, status) = await SendAsync(HttpMethod.Delete, "/api/v1/namespaces/default");

        Assert.Equal(HttpStatusCode.Forbidden, code);
        Assert.Equal("namespaces \"default\" is forbidden: this namespace may not be deleted", (string?)status["message"]);
    }

    private Task<JsonObject> CreateOwnedAsync(string name, IEnumerable<JsonObject>? owners = null, string[]? finalizers = null)
    {
        var value = ConfigMap(name);
        value["metadata"]!["ownerReferences"] = new JsonArray([.. (owners ?? []).Select(owner => (JsonNode)new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["name"] = (string?)owner["metadata"]!["name"],
            ["uid"] = (string?)owner["metadata"]!["uid"],
            ["blockOwnerDeletion"] = true,
        })]);
        value["metadata"]!["finalizers"] = new JsonArray([.. (finalizers ?? []).Select(finalizer => (JsonNode)finalizer)]);
        return CreateAsync(ConfigMaps, value);
    }
}
