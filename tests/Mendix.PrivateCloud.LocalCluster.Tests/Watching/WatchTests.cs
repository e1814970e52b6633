namespace Mendix.PrivateCloud.LocalCluster.Tests.Watching;

public sealed class WatchTests : ClusterTest
{
    private const string Merge = "application/merge-patch+json";

    protected override LocalClusterOptions Options => new() { HistorySize = 16 };

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
