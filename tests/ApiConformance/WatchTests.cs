using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class WatchTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task Every_change_arrives_in_order()
    {
        var list = await GetAsync(Leases);
        using var watch = await WatchAsync(Leases, $"resourceVersion={list.ResourceVersion}");

        await CreateLeaseAsync("a");
        await PatchAsync($"{Leases}/a", """{"spec":{"holderIdentity":"me"}}""");
        var deleted = await DeleteAsync($"{Leases}/a");

        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));
        Assert.Equal("MODIFIED a", await watch.NextWordsAsync(Cancellation));
        var last = (await watch.NextAsync(Cancellation))!;
        Assert.Equal("DELETED", (string?)last["type"]);
        Assert.Equal(("Lease", "coordination.k8s.io/v1"), ((string?)last["object"]!["kind"], (string?)last["object"]!["apiVersion"]));
        Assert.Equal("me", (string?)last["object"]!["spec"]!["holderIdentity"]);
        Assert.Equal("Success", (string?)deleted.Body["status"]);

        // A deleted object bears the version of its deletion, so that a watch can go on from it.
        using var next = await WatchAsync(Leases, $"resourceVersion={(string?)last["object"]!["metadata"]!["resourceVersion"]}");
        await CreateLeaseAsync("b");
        Assert.Equal("ADDED b", await next.NextWordsAsync(Cancellation));
    }

    [Fact]
    public async Task A_watch_resumes_where_another_ended()
    {
        var first = await CreateLeaseAsync("a");
        await CreateLeaseAsync("b");
        await CreateLeaseAsync("c");

        using var watch = await WatchAsync(Leases, $"resourceVersion={first.ResourceVersion}");

        Assert.Equal("ADDED b", await watch.NextWordsAsync(Cancellation));
        Assert.Equal("ADDED c", await watch.NextWordsAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("resourceVersion=0")]
    public async Task Without_a_version_a_watch_first_shows_what_there_is(string query)
    {
        await CreateLeaseAsync("a");

        using var watch = await WatchAsync(Leases, query);
        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));

        await CreateLeaseAsync("b");
        Assert.Equal("ADDED b", await watch.NextWordsAsync(Cancellation));
    }

    [Fact]
    public async Task A_streamed_list_ends_with_a_marked_bookmark()
    {
        Since(32, "Streaming of lists");
        await CreateLeaseAsync("a");

        using var watch = await WatchAsync(Leases, "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");

        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));
        var bookmark = (await watch.NextAsync(Cancellation))!;
        Assert.Equal("BOOKMARK", (string?)bookmark["type"]);
        Assert.Equal("true", (string?)bookmark["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]);
    }

    [Fact]
    public async Task A_forgotten_version_is_gone()
    {
        // A real server remembers nothing from before a kind was defined.
        await InstallWidgetsAsync();
        await CreateWidgetAsync("a");
        await Server.ForgetHistoryAsync(Cancellation);

        using var watch = await WatchAsync(Widgets, "resourceVersion=1");

        var error = (await watch.NextAsync(Cancellation))!;
        Assert.Equal("ERROR", (string?)error["type"]);
        var status = error["object"]!;
        Assert.Equal(("Status", "Failure", "Expired", 410), ((string?)status["kind"], (string?)status["status"], (string?)status["reason"], (int)status["code"]!));
        Assert.StartsWith("too old resource version: 1 (", (string?)status["message"], StringComparison.Ordinal);
        Assert.Null(await watch.NextAsync(Cancellation));
    }

    [Fact]
    public async Task An_object_that_begins_or_ceases_to_match_is_added_or_deleted()
    {
        using var watch = await WatchAsync(Leases, "labelSelector=on=yes");
        await CreateLeaseAsync("a");

        await PatchAsync($"{Leases}/a", """{"metadata":{"labels":{"on":"yes"}}}""");
        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));

        await PatchAsync($"{Leases}/a", """{"spec":{"holderIdentity":"me"}}""");
        Assert.Equal("MODIFIED a", await watch.NextWordsAsync(Cancellation));

        var off = await PatchAsync($"{Leases}/a", """{"metadata":{"labels":{"on":"no"}}}""");
        var deleted = (await watch.NextAsync(Cancellation))!;
        Assert.Equal("DELETED", (string?)deleted["type"]);
        Assert.Equal("yes", (string?)deleted["object"]!["metadata"]!["labels"]!["on"]);
        Assert.Equal(off.ResourceVersion, (string?)deleted["object"]!["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task A_watch_of_a_name_sees_nothing_else()
    {
        using var watch = await WatchAsync(Leases, "fieldSelector=metadata.name=b");
        await CreateLeaseAsync("a");
        await CreateLeaseAsync("b");

        Assert.Equal("ADDED b", await watch.NextWordsAsync(Cancellation));
    }

    [Fact]
    public async Task A_watch_of_all_namespaces_sees_this_one_too()
    {
        var list = await GetAsync("/apis/coordination.k8s.io/v1/leases");
        using var watch = await WatchAsync("/apis/coordination.k8s.io/v1/leases", $"resourceVersion={list.ResourceVersion}&fieldSelector=metadata.namespace={Space}");

        await CreateLeaseAsync("a");

        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));
    }

    [Fact]
    public async Task A_bookmark_comes_before_the_time_limit_and_then_the_end()
    {
        const int Watches = 3;
        var created = await CreateLeaseAsync("a");
        for (var attempt = 1; attempt <= Watches; attempt++)
        {
            using var watch = await WatchAsync(Leases, $"resourceVersion={created.ResourceVersion}&fieldSelector=metadata.name=a&allowWatchBookmarks=true&timeoutSeconds=8");
            // A bookmark is for those who would otherwise not learn that there is a newer version.
            var later = await CreateLeaseAsync($"b-{attempt}");
            if (await watch.NextAsync(Cancellation) is not { } bookmark)
            {
                // Kubernetes promises bookmarks, but none to a certain watch: its server sends them once a second, to those that are due then.
                continue;
            }

            Assert.Equal("BOOKMARK", (string?)bookmark["type"]);
            Assert.Equal(("Lease", "coordination.k8s.io/v1"), ((string?)bookmark["object"]!["kind"], (string?)bookmark["object"]!["apiVersion"]));
            Assert.True(long.Parse((string)bookmark["object"]!["metadata"]!["resourceVersion"]!) >= long.Parse(later.ResourceVersion));
            while (await watch.NextAsync(Cancellation) is { } next)
            {
                Assert.Equal("BOOKMARK", (string?)next["type"]);
            }

            return;
        }

        Assert.Fail($"{Watches} watches ended without a bookmark.");
    }

    [Fact]
    public async Task A_watch_that_did_not_ask_for_bookmarks_gets_none()
    {
        var created = await CreateLeaseAsync("a");

        using var watch = await WatchAsync(Leases, $"resourceVersion={created.ResourceVersion}&timeoutSeconds=3");

        Assert.Null(await watch.NextAsync(Cancellation));
    }

    [Fact]
    public async Task Metadata_can_be_watched_without_the_rest()
    {
        await CreateLeaseAsync("a");

        using var watch = await WatchAsync(Leases, accept: "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");

        var added = (await watch.NextAsync(Cancellation))!["object"]!;
        Assert.Equal(("PartialObjectMetadata", "meta.k8s.io/v1"), ((string?)added["kind"], (string?)added["apiVersion"]));
        Assert.Equal("a", (string?)added["metadata"]!["name"]);
        Assert.Null(added["spec"]);
    }

    [Fact]
    public async Task A_namesake_is_another_object()
    {
        var first = await CreateConfigMapAsync("a");
        using var watch = await WatchAsync(ConfigMaps, $"fieldSelector=metadata.name=a&resourceVersion={first.ResourceVersion}");

        await DeleteAsync($"{ConfigMaps}/a");
        var second = await CreateConfigMapAsync("a");

        var (gone, came) = ((await watch.NextAsync(Cancellation))!, (await watch.NextAsync(Cancellation))!);
        Assert.Equal(("DELETED", (string?)first.Metadata["uid"]), ((string?)gone["type"], (string?)gone["object"]!["metadata"]!["uid"]));
        Assert.Equal(("ADDED", (string?)second.Metadata["uid"]), ((string?)came["type"], (string?)came["object"]!["metadata"]!["uid"]));
        Assert.NotEqual((string?)first.Metadata["uid"], (string?)second.Metadata["uid"]);
    }

    [Fact]
    public async Task What_is_being_deleted_is_modified_first()
    {
        var body = Named("a");
        body["metadata"]!["finalizers"] = new System.Text.Json.Nodes.JsonArray("example.com/hold");
        var created = await CreateAsync(Leases, body);
        using var watch = await WatchAsync(Leases, $"resourceVersion={created.ResourceVersion}");

        await DeleteAsync($"{Leases}/a");
        await PatchAsync($"{Leases}/a", """{"metadata":{"finalizers":null}}""");

        var marked = (await watch.NextAsync(Cancellation))!;
        Assert.Equal("MODIFIED", (string?)marked["type"]);
        Assert.NotNull(marked["object"]!["metadata"]!["deletionTimestamp"]);
        Assert.Equal("DELETED a", await watch.NextWordsAsync(Cancellation));
    }
}

public sealed class LocalWatchTests(LocalServer server) : WatchTests(server);

public sealed class RealWatchTests(RealServer server) : WatchTests(server);
