namespace Mendix.PrivateCloud.LocalCluster.Tests.Watching;

public sealed class WatchTests : ClusterTest
{
    private const string Merge = "application/merge-patch+json";

    protected override LocalClusterOptions Options => new() { HistorySize = 16 };

    [Fact]
    public async Task Every_change_arrives_in_order()
    {
        var (_, list) = await GetAsync(ConfigMaps);
        using var watch = await WatchAsync($"resourceVersion={ResourceVersion(list)}");

        await CreateConfigMapAsync("a");
        await SendAsync(HttpMethod.Patch, $"{ConfigMaps}/a", """{"data":{"key":"2"}}""", Merge);
        var (_, deleted) = await SendAsync(HttpMethod.Delete, $"{ConfigMaps}/a");

        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));
        Assert.Equal("MODIFIED a", await watch.NextWordsAsync(Cancellation));
        var last = await watch.NextAsync(Cancellation);
        Assert.Equal("DELETED", (string?)last!["type"]);
        Assert.Equal("2", (string?)last["object"]!["data"]!["key"]);
        Assert.Equal("Success", (string?)deleted["status"]);
        var (_, now) = await GetAsync(ConfigMaps);
        Assert.Equal(ResourceVersion(now), ResourceVersion(last["object"]!.AsObject()));
    }

    [Fact]
    public async Task A_watch_resumes_where_another_ended()
    {
        var first = await CreateConfigMapAsync("a");
        await CreateConfigMapAsync("b");
        await CreateConfigMapAsync("c");

        using var watch = await WatchAsync($"resourceVersion={ResourceVersion(first)}");

        Assert.Equal("ADDED b", await watch.NextWordsAsync(Cancellation));
        Assert.Equal("ADDED c", await watch.NextWordsAsync(Cancellation));
    }

    [Fact]
    public async Task Without_a_version_a_watch_first_shows_what_there_is()
    {
        await CreateConfigMapAsync("a");

        using var watch = await WatchAsync("");
        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));

        await CreateConfigMapAsync("b");
        Assert.Equal("ADDED b", await watch.NextWordsAsync(Cancellation));
    }

    [Fact]
    public async Task A_streamed_list_ends_with_a_marked_bookmark()
    {
        await CreateConfigMapAsync("a");

        using var watch = await WatchAsync("sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");

        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));
        var bookmark = await watch.NextAsync(Cancellation);
        Assert.Equal("BOOKMARK", (string?)bookmark!["type"]);
        Assert.Equal("true", (string?)bookmark["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]);
    }

    [Fact]
    public async Task A_forgotten_version_is_gone()
    {
        var first = await CreateConfigMapAsync("a");
        for (var i = 0; i < 20; i++)
        {
            await CreateConfigMapAsync($"z{i}");
        }

        using var watch = await WatchAsync($"resourceVersion={ResourceVersion(first)}");

        var error = await watch.NextAsync(Cancellation);
        Assert.Equal("ERROR", (string?)error!["type"]);
        Assert.Equal(410, (int)error["object"]!["code"]!);
        Assert.Equal("Expired", (string?)error["object"]!["reason"]);
        Assert.StartsWith("too old resource version: ", (string?)error["object"]!["message"], StringComparison.Ordinal);
        Assert.Null(await watch.NextAsync(Cancellation));
    }

    [Fact]
    public async Task An_object_that_begins_or_ceases_to_match_is_added_or_deleted()
    {
        using var watch = await WatchAsync("labelSelector=on=yes");
        await CreateConfigMapAsync("a");

        await SendAsync(HttpMethod.Patch, $"{ConfigMaps}/a", """{"metadata":{"labels":{"on":"yes"}}}""", Merge);
        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));

        await SendAsync(HttpMethod.Patch, $"{ConfigMaps}/a", """{"data":{"key":"2"}}""", Merge);
        Assert.Equal("MODIFIED a", await watch.NextWordsAsync(Cancellation));

        var (_, off) = await SendAsync(HttpMethod.Patch, $"{ConfigMaps}/a", """{"metadata":{"labels":{"on":"no"}}}""", Merge);
        var deleted = await watch.NextAsync(Cancellation);
        Assert.Equal("DELETED", (string?)deleted!["type"]);
        Assert.Equal("yes", (string?)deleted["object"]!["metadata"]!["labels"]!["on"]);
        Assert.Equal(ResourceVersion(off), ResourceVersion(deleted["object"]!.AsObject()));
    }

    [Fact]
    public async Task A_watch_of_a_namespace_or_a_name_sees_nothing_else()
    {
        using var one = await WatchAsync("fieldSelector=metadata.name=b");
        using var elsewhere = await WatchReader.OpenAsync(Http, "/api/v1/namespaces/kube-system/configmaps?watch=true", Cancellation);
        await CreateConfigMapAsync("a");
        await CreateConfigMapAsync("b");
        await CreateAsync("/api/v1/namespaces/kube-system/configmaps", ConfigMap("c"));

        Assert.Equal("ADDED b", await one.NextWordsAsync(Cancellation));
        Assert.Equal("ADDED c", await elsewhere.NextWordsAsync(Cancellation));
    }

    [Fact]
    public async Task Metadata_can_be_watched_without_the_rest()
    {
        await CreateConfigMapAsync("a");

        using var watch = await WatchReader.OpenAsync(
            Http, $"{ConfigMaps}?watch=true", Cancellation, "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");

        var added = (await watch.NextAsync(Cancellation))!["object"]!;
        Assert.Equal("PartialObjectMetadata", (string?)added["kind"]);
        Assert.Equal("a", (string?)added["metadata"]!["name"]);
        Assert.Null(added["data"]);
    }

    [Fact]
    public async Task Watches_can_be_broken_and_history_forgotten()
    {
        var first = await CreateConfigMapAsync("a");
        using var watch = await WatchAsync($"resourceVersion={ResourceVersion(first)}");

        Cluster.EndWatches();
        Assert.Null(await watch.NextAsync(Cancellation));

        await CreateConfigMapAsync("b");
        using var resumed = await WatchAsync($"resourceVersion={ResourceVersion(first)}");
        Assert.Equal("ADDED b", await resumed.NextWordsAsync(Cancellation));

        Cluster.Compact();
        using var late = await WatchAsync($"resourceVersion={ResourceVersion(first)}");
        Assert.Equal(410, (int)(await late.NextAsync(Cancellation))!["object"]!["code"]!);
    }

    [Fact]
    public async Task Stopping_the_cluster_ends_its_watches()
    {
        await using var cluster = await LocalClusterServer.StartAsync(cancellationToken: Cancellation);
        using var http = cluster.CreateHttpClient();
        using var watch = await WatchReader.OpenAsync(http, $"{ConfigMaps}?watch=true", Cancellation);

        await cluster.DisposeAsync();

        Assert.Null(await watch.NextAsync(Cancellation));
    }

    private Task<WatchReader> WatchAsync(string query) => WatchReader.OpenAsync(Http, $"{ConfigMaps}?watch=true&{query}", Cancellation);
}
