using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Watching;

/// <summary>What the passing of time does, with a clock that the test moves.</summary>
public sealed class VirtualTimeTests : ClusterTest
{
    private const string Pods = "/api/v1/namespaces/default/pods";

    private readonly VirtualTimeProvider _time = new();

    protected override LocalClusterOptions Options => new()
    {
        TimeProvider = _time,
        BookmarkInterval = TimeSpan.FromMinutes(1),
        Node = new ReadyNode(TimeSpan.FromSeconds(30), _time),
    };

    [Fact]
    public async Task A_watch_ends_at_its_time_limit()
    {
        using var watch = await WatchAsync("timeoutSeconds=20");
        await _time.WaitForTimersAsync(2, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Null(await watch.NextAsync(Cancellation));
    }

    [Fact]
    public async Task Bookmarks_move_a_quiet_watch_past_the_changes_of_others()
    {
        using var watch = await WatchAsync("allowWatchBookmarks=true&labelSelector=never=there");
        await _time.WaitForTimersAsync(2, Cancellation);
        var created = await CreateConfigMapAsync("a");

        _time.Advance(TimeSpan.FromMinutes(1));

        var bookmark = await watch.NextAsync(Cancellation);
        Assert.Equal("BOOKMARK", (string?)bookmark!["type"]);
        Assert.Equal("ConfigMap", (string?)bookmark["object"]!["kind"]);
        Assert.Equal(ResourceVersion(created), ResourceVersion(bookmark["object"]!.AsObject()));
    }

    [Fact]
    public async Task A_watch_that_did_not_ask_for_bookmarks_gets_none()
    {
        using var watch = await WatchAsync("");
        await _time.WaitForTimersAsync(2, Cancellation);

        _time.Advance(TimeSpan.FromMinutes(5));
        await CreateConfigMapAsync("a");

        Assert.Equal("ADDED a", await watch.NextWordsAsync(Cancellation));
    }

    [Fact]
    public async Task A_Pod_becomes_ready_after_the_delay_of_the_node()
    {
        await CreateAsync(Pods, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "p" },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "x" }) },
        });
        await _time.WaitForTimersAsync(1, Cancellation);
        var (_, starting) = await GetAsync($"{Pods}/p");

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("Pending", (string?)starting["status"]!["phase"]);
        var (_, running) = await EventuallyAsync(
            () => GetAsync($"{Pods}/p"), answer => (string?)answer.Body["status"]!["phase"] == "Running");
        Assert.Equal(_time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), (string?)running["status"]!["startTime"]);
    }

    [Fact]
    public async Task Timestamps_are_those_of_the_clock()
    {
        _time.Advance(TimeSpan.FromDays(400));

        var created = await CreateConfigMapAsync("a");

        Assert.Equal(_time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), (string?)created["metadata"]!["creationTimestamp"]);
    }

    private Task<WatchReader> WatchAsync(string query) => WatchReader.OpenAsync(Http, $"{ConfigMaps}?watch=true&{query}", Cancellation);
}
