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

    /// <summary>As when the machine's clock is set back meanwhile, or is only a moment behind its timers.</summary>
    [Fact]
    public async Task A_watch_ends_at_its_time_limit_whatever_the_clock_on_the_wall_says()
    {
        await using var cluster = await LocalClusterServer.StartAsync(
            new LocalClusterOptions { TimeProvider = new WallClockStandsStill(_time) }, Cancellation);
        using var http = cluster.CreateHttpClient();
        using var watch = await WatchReader.OpenAsync(http, $"{ConfigMaps}?watch=true&timeoutSeconds=20&allowWatchBookmarks=true", Cancellation);
        await _time.WaitForTimersAsync(2, Cancellation);

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("BOOKMARK", (string?)(await watch.NextAsync(Cancellation))!["type"]);
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

    private sealed class WallClockStandsStill(TimeProvider timers) : TimeProvider
    {
        private readonly DateTimeOffset _now = timers.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            timers.CreateTimer(callback, state, dueTime, period);
    }
}
