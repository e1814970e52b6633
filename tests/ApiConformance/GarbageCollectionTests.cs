using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class GarbageCollectionTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task What_lost_its_owner_goes_and_so_does_what_it_owned()
    {
        var grandparent = await CreateConfigMapAsync("grandparent");
        var parent = await CreateOwnedAsync("parent", [grandparent]);
        await CreateOwnedAsync("child", [parent]);

        await DeleteAsync($"{ConfigMaps}/grandparent");

        await WaitUntilGoneAsync($"{ConfigMaps}/parent");
        await WaitUntilGoneAsync($"{ConfigMaps}/child");
    }

    [Fact]
    public async Task One_remaining_owner_is_enough()
    {
        var first = await CreateConfigMapAsync("first");
        var second = await CreateConfigMapAsync("second");
        await CreateOwnedAsync("child", [first, second]);

        await DeleteAsync($"{ConfigMaps}/first");

        var child = await EventuallyAsync($"{ConfigMaps}/child", answer => answer.Metadata["ownerReferences"]!.AsArray().Count == 1);
        Assert.Equal("second", (string?)child.Metadata["ownerReferences"]![0]!["name"]);
    }

    [Fact]
    public async Task What_is_created_for_an_owner_that_does_not_exist_goes()
    {
        await CreateOwnedAsync("child", [("x", "never-was")]);

        await WaitUntilGoneAsync($"{ConfigMaps}/child");
    }

    [Fact]
    public async Task What_belongs_to_an_earlier_object_of_the_same_name_goes()
    {
        var earlier = await CreateConfigMapAsync("owner");
        await DeleteAsync($"{ConfigMaps}/owner");
        await CreateConfigMapAsync("owner");

        await CreateOwnedAsync("child", [earlier]);

        await WaitUntilGoneAsync($"{ConfigMaps}/child");
        (await GetAsync($"{ConfigMaps}/owner")).Ok();
    }

    [Theory]
    [InlineData("""{"propagationPolicy":"Foreground"}""", "")]
    [InlineData(null, "?propagationPolicy=Foreground")]
    public async Task A_foreground_deletion_waits_for_dependents(string? options, string query)
    {
        var owner = await CreateConfigMapAsync("owner");
        await CreateOwnedAsync("child", [owner], finalizers: ["example.com/hold"]);

        var deleting = await DeleteAsync($"{ConfigMaps}/owner{query}", options);
        await EventuallyAsync($"{ConfigMaps}/child", answer => answer.Metadata["deletionTimestamp"] is not null);
        var held = await GetAsync($"{ConfigMaps}/owner");
        await PatchAsync($"{ConfigMaps}/child", """{"metadata":{"finalizers":null}}""");

        Assert.Equal(["foregroundDeletion"], deleting.Metadata["finalizers"]!.AsArray().Select(finalizer => (string?)finalizer));
        Assert.Equal(HttpStatusCode.OK, held.Code);
        await WaitUntilGoneAsync($"{ConfigMaps}/owner");
    }

    [Fact]
    public async Task A_foreground_deletion_does_not_wait_for_who_does_not_block_it()
    {
        var owner = await CreateConfigMapAsync("owner");
        await CreateOwnedAsync("child", [owner], finalizers: ["example.com/hold"], blocking: false);

        await DeleteAsync($"{ConfigMaps}/owner?propagationPolicy=Foreground");

        await WaitUntilGoneAsync($"{ConfigMaps}/owner");
        await EventuallyAsync($"{ConfigMaps}/child", answer => answer.Metadata["deletionTimestamp"] is not null);
        await PatchAsync($"{ConfigMaps}/child", """{"metadata":{"finalizers":null}}""");
    }

    [Fact]
    public async Task Orphans_stay_without_an_owner()
    {
        var owner = await CreateConfigMapAsync("owner");
        await CreateOwnedAsync("child", [owner]);

        var deleting = await DeleteAsync($"{ConfigMaps}/owner?propagationPolicy=Orphan");

        Assert.Equal(["orphan"], deleting.Metadata["finalizers"]!.AsArray().Select(finalizer => (string?)finalizer));
        await WaitUntilGoneAsync($"{ConfigMaps}/owner");
        Assert.Null((await GetAsync($"{ConfigMaps}/child")).Metadata["ownerReferences"]);
    }

    [Fact]
    public async Task At_most_one_owner_controls()
    {
        var first = await CreateConfigMapAsync("first");
        var second = await CreateConfigMapAsync("second");
        var child = Owned("child", [Owner(first), Owner(second)], [], blocking: true);
        foreach (var reference in child["metadata"]!["ownerReferences"]!.AsArray())
        {
            reference!["controller"] = true;
        }

        var answer = await PostAsync(ConfigMaps, child);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        Assert.Contains("Only one reference can have Controller set to true.", answer.Message);
    }

    private Task<Answer> CreateOwnedAsync(string name, IEnumerable<Answer> owners, string[]? finalizers = null, bool blocking = true) =>
        CreateAsync(ConfigMaps, Owned(name, owners.Select(Owner), finalizers ?? [], blocking));

    private Task<Answer> CreateOwnedAsync(string name, IEnumerable<(string Name, string Uid)> owners) =>
        CreateAsync(ConfigMaps, Owned(name, owners, [], blocking: true));

    private static (string Name, string Uid) Owner(Answer owner) => (owner.Name, (string)owner.Metadata["uid"]!);

    private static JsonObject Owned(string name, IEnumerable<(string Name, string Uid)> owners, string[] finalizers, bool blocking)
    {
        var value = ConfigMap(name);
        value["metadata"]!["ownerReferences"] = new JsonArray([.. owners.Select(owner => (JsonNode)new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["name"] = owner.Name,
            ["uid"] = owner.Uid,
            ["blockOwnerDeletion"] = blocking,
        })]);
        value["metadata"]!["finalizers"] = new JsonArray([.. finalizers.Select(finalizer => (JsonNode)finalizer)]);
        return value;
    }
}

public sealed class LocalGarbageCollectionTests(LocalServer server) : GarbageCollectionTests(server);

public sealed class RealGarbageCollectionTests(RealServer server) : GarbageCollectionTests(server);
