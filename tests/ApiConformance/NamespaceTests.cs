using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class NamespaceTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task A_namespace_is_active_and_held_by_the_finalizer_of_the_cluster()
    {
        var space = await GetAsync($"{Namespaces}/{Space}");

        Assert.Equal("Active", (string?)space.Body["status"]!["phase"]);
        Assert.Equal(["kubernetes"], space.Body["spec"]!["finalizers"]!.AsArray().Select(finalizer => (string?)finalizer));
    }

    [Fact]
    public async Task A_namespace_takes_its_contents_along_and_waits_for_finalizers()
    {
        await CreateConfigMapAsync("free");
        var held = ConfigMap("held");
        held["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await CreateAsync(ConfigMaps, held);

        var deleting = await DeleteAsync($"{Namespaces}/{Space}");
        await WaitUntilGoneAsync($"{ConfigMaps}/free");
        var space = await EventuallyAsync(
            $"{Namespaces}/{Space}", answer => Condition(answer, "NamespaceFinalizersRemaining") is { } condition && (string?)condition["status"] == "True");
        var refused = await PostAsync(ConfigMaps, ConfigMap("late"));
        await PatchAsync($"{ConfigMaps}/held", """{"metadata":{"finalizers":null}}""");

        Assert.Equal((HttpStatusCode.OK, "Terminating"), (deleting.Code, (string?)deleting.Body["status"]!["phase"]));
        Assert.Equal("Terminating", (string?)space.Body["status"]!["phase"]);
        var remaining = Condition(space, "NamespaceFinalizersRemaining")!;
        Assert.Equal(
            ("SomeFinalizersRemain", "Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances"),
            ((string?)remaining["reason"], (string?)remaining["message"]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Code);
        refused.IsStatus($$"""
            {
              "reason": "Forbidden",
              "message": "configmaps \"late\" is forbidden: unable to create new content in namespace {{Space}} because it is being terminated",
              "details": {"name": "late", "kind": "configmaps", "causes": [
                {"reason": "NamespaceTerminating", "message": "namespace {{Space}} is being terminated", "field": "metadata.namespace"}
              ]}
            }
            """);
        await WaitUntilGoneAsync($"{Namespaces}/{Space}");
    }

    [Fact]
    public async Task What_is_held_in_a_namespace_that_goes_can_be_changed_and_nothing_be_added()
    {
        await InstallWidgetsAsync();
        var held = ApiConformance.Widgets.Widget("w");
        held["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await CreateAsync(Widgets, held);
        await DeleteAsync($"{Namespaces}/{Space}");
        await EventuallyAsync($"{Widgets}/w", answer => answer.Metadata["deletionTimestamp"] is not null);

        var resized = await ApplyWidgetAsync("me", """{"size":4}""", "&force=true");
        var reported = await PatchAsync($"{Widgets}/w/status", """{"status":{"phase":"Deleting"}}""");
        var applied = await SendAsync(
            HttpMethod.Patch, $"{ConfigMaps}/late?fieldManager=me", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"late"}}""", ApplyPatch);
        var leased = await PostAsync(Leases, Named("late"));
        await PatchAsync($"{Widgets}/w", """{"metadata":{"finalizers":null}}""");

        Assert.Equal(4, (int)resized.Ok().Body["spec"]!["size"]!);
        Assert.Equal("Deleting", (string?)reported.Ok().Body["status"]!["phase"]);
        Assert.All([applied, leased], refused =>
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.Code);
            Assert.Equal("NamespaceTerminating", (string?)refused.Body["details"]!["causes"]![0]!["reason"]);
        });
        await WaitUntilGoneAsync($"{Namespaces}/{Space}");
    }

    [Fact]
    public async Task Deleting_a_namespace_twice_changes_nothing_more()
    {
        var held = ConfigMap("held");
        held["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await CreateAsync(ConfigMaps, held);
        var first = await DeleteAsync($"{Namespaces}/{Space}");

        var again = await DeleteAsync($"{Namespaces}/{Space}");
        await PatchAsync($"{ConfigMaps}/held", """{"metadata":{"finalizers":null}}""");

        Assert.Equal((HttpStatusCode.OK, "Terminating"), (again.Code, (string?)again.Body["status"]!["phase"]));
        Assert.Equal((string?)first.Metadata["deletionTimestamp"], (string?)again.Metadata["deletionTimestamp"]);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    public async Task The_namespaces_that_every_cluster_has_stay(string name)
    {
        var answer = await DeleteAsync($"{Namespaces}/{name}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.Code);
        answer.IsStatus($$"""
            {
              "reason": "Forbidden", "message": "namespaces \"{{name}}\" is forbidden: this namespace may not be deleted",
              "details": {"name": "{{name}}", "kind": "namespaces"}
            }
            """);
    }

    [Fact]
    public async Task Namespaces_are_not_deleted_together()
    {
        var answer = await DeleteAsync($"{Namespaces}?fieldSelector=metadata.name={Space}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Code);
    }

    [Fact]
    public async Task A_namespace_has_a_service_account()
    {
        if (Differs(new("Namespaces have no service account `default` of themselves.")))
        {
            return;
        }

        var account = await EventuallyAsync($"{Namespaces}/{Space}/serviceaccounts/default", answer => answer.Code == HttpStatusCode.OK);

        Assert.Equal("default", account.Name);
    }

    private static JsonNode? Condition(Answer space, string type) =>
        (space.Body["status"]!["conditions"] as JsonArray)?.SingleOrDefault(condition => (string?)condition!["type"] == type);
}

public sealed class LocalNamespaceTests(LocalServer server) : NamespaceTests(server);

public sealed class RealNamespaceTests(RealServer server) : NamespaceTests(server);
