using System.Net;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.Testing.Time;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Client;

public sealed class WatchTests : IDisposable
{
    private readonly VirtualTimeProvider _time = new();
    private readonly ScriptedApi _api = new();
    private readonly KubernetesClient _client;

    public WatchTests() => _client = _api.NewClient(_time);

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task Events_come_in_order_until_the_server_ends()
    {
        var watching = WatchAll(new WatchOptions { ResourceVersion = "5", LabelSelector = "a=b", Timeout = TimeSpan.FromMinutes(5) });
        var stream = (await _api.NextAsync("?watch=true&allowWatchBookmarks=true&labelSelector=a%3Db&resourceVersion=5&timeoutSeconds=300")).Stream();
        await stream.LineAsync(Event("ADDED", Json("a", 6)));
        await stream.LineAsync(Event("MODIFIED", Json("a", 7)));
        await stream.LineAsync(Bookmark(9));
        await stream.LineAsync(Event("DELETED", Json("a", 10)));
        await stream.EndAsync();

        var events = await watching;
        Assert.Equal([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Bookmark, WatchEventType.Deleted], events.Select(e => e.Type));
        Assert.Equal(["6", "7", "9", "10"], events.Select(e => e.ResourceVersion));
        Assert.Null(events[2].Resource);
        Assert.True(stream.ReaderSide.IsDisposed);
    }

    [Theory]
    [InlineData(410, "Expired")]
    [InlineData(410, "Gone")]
    public async Task Too_old_a_version_inside_the_stream_is_told_as_expired(int code, string reason)
    {
        var watching = WatchAll(new WatchOptions());
        var stream = (await _api.NextAsync()).Stream();
        await stream.LineAsync(Error(code, reason));
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => watching);
        Assert.True(exception.IsExpired);
        Assert.Equal(HttpStatusCode.Gone, exception.StatusCode);
    }

    [Fact]
    public async Task Too_old_a_version_refused_at_once_is_told_as_expired()
    {
        var watching = WatchAll(new WatchOptions());
        (await _api.NextAsync()).Status(HttpStatusCode.Gone, "Expired");
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => watching)).IsExpired);
    }

    [Fact]
    public async Task Another_error_object_in_the_stream_is_told_as_it_is()
    {
        var watching = WatchAll(new WatchOptions());
        var stream = (await _api.NextAsync()).Stream();
        await stream.LineAsync(Error(500, "InternalError"));
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => watching);
        Assert.Equal("watch configmaps in apps failed: 500 InternalError: too old", exception.Message);
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_an_event_is_transient()
    {
        var watching = WatchAll(new WatchOptions());
        var stream = (await _api.NextAsync()).Stream();
        await stream.BytesAsync("""{"type":"ADDED","object":{"kind":"""u8.ToArray());
        await stream.EndAsync();
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => watching);
        Assert.Contains("broke off: the stream ended in the middle of an event", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task Silence_ends_a_watch_but_any_sign_of_life_prolongs_it()
    {
        var watching = WatchAll(new WatchOptions { IdleLimit = TimeSpan.FromSeconds(60) });
        var stream = (await _api.NextAsync()).Stream();
        await stream.ReadingAsync();
        for (var version = 1; version <= 3; version++)
        {
            _time.Advance(TimeSpan.FromSeconds(59));
            await stream.LineAsync(Bookmark(version));
            await Eventually.TrueAsync(() => _time.UntilNextTimer == TimeSpan.FromSeconds(60), "the limit begins anew", TestContext.Current.CancellationToken);
        }

        Assert.False(watching.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(60));
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => watching);
        Assert.Equal("Idle", exception.Reason);
        Assert.True(stream.ReaderSide.IsDisposed);
    }

    [Fact]
    public async Task A_cancelled_watch_ends_as_cancelled_and_lets_go_of_the_connection()
    {
        using var stop = new CancellationTokenSource();
        var watching = WatchAll(new WatchOptions(), stop.Token);
        var stream = (await _api.NextAsync()).Stream();
        await stream.ReadingAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.True(stream.ReaderSide.IsDisposed);
    }

    [Fact]
    public async Task Whoever_stops_reading_lets_go_of_the_connection()
    {
        var taking = TakeOneAsync();
        var stream = (await _api.NextAsync()).Stream();
        await stream.LineAsync(Event("ADDED", Json("a", 6)));
        Assert.Equal(WatchEventType.Added, (await taking).Type);
        Assert.True(stream.ReaderSide.IsDisposed);
    }

    private async Task<WatchEvent<ConfigMap>> TakeOneAsync()
    {
        await foreach (var item in _client.WatchAsync<ConfigMap>("apps", cancellationToken: TestContext.Current.CancellationToken))
        {
            return item;
        }

        throw new InvalidOperationException("no event");
    }

    private Task<List<WatchEvent<ConfigMap>>> WatchAll(WatchOptions options, CancellationToken? cancellationToken = null) =>
        _client.WatchAsync<ConfigMap>("apps", options, cancellationToken ?? TestContext.Current.CancellationToken).ToListAsync().AsTask();
}
