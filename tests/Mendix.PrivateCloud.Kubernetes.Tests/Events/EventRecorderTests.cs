using System.Net;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Events;

public sealed class EventRecorderTests : IAsyncLifetime
{
    private readonly VirtualTimeProvider _time = new();
    private readonly ConfigMap _map = new() { Metadata = new ObjectMeta { Namespace = "default", Name = "web", Uid = "u-1" } };
    private LocalClusterServer _cluster = null!;
    private KubernetesClient _client = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await LocalClusterServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _http = _cluster.CreateHttpClient();
        _client = new KubernetesClient(_http, null, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _http.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task The_same_event_is_one_object_that_counts_also_after_a_restart()
    {
        for (var restart = 0; restart < 2; restart++)
        {
            await using var recorder = NewRecorder();
            for (var i = 0; i < 3; i++)
            {
                recorder.Record(_map, EventType.Warning, "ProvisioningFailed", "no route to host", "Provision");
                await recorder.FlushAsync(TestContext.Current.CancellationToken);
                _time.Advance(TimeSpan.FromSeconds(10));
            }
        }

        var written = Assert.Single(await ListAsync());
        Assert.Equal(6, written.Count);
        Assert.Equal("Warning", written.Type);
        Assert.Equal("ProvisioningFailed", written.Reason);
        Assert.Equal("no route to host", written.Message);
        Assert.Equal("u-1", written.InvolvedObject!.Uid);
        Assert.Equal("test/operator", written.Source!.Component);
        Assert.Equal(TimeSpan.FromSeconds(50), written.LastTimestamp - written.FirstTimestamp);
    }

    [Fact]
    public async Task What_is_said_about_another_object_or_in_other_words_is_another_event()
    {
        await using var recorder = NewRecorder();
        recorder.Record(_map, EventType.Normal, "Ready", "one");
        recorder.Record(_map, EventType.Normal, "Ready", "two");
        recorder.Record(new Namespace { Metadata = new ObjectMeta { Name = "default", Uid = "u-2" } }, EventType.Normal, "Ready", "one");
        await recorder.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, (await ListAsync()).Count);
    }

    [Fact]
    public async Task An_event_that_expired_is_written_anew()
    {
        await using var recorder = NewRecorder();
        recorder.Record(_map, EventType.Normal, "Ready", "one");
        await recorder.FlushAsync(TestContext.Current.CancellationToken);
        await _client.DeleteAsync<Event>("default", (await ListAsync())[0].Metadata.Name!, cancellationToken: TestContext.Current.CancellationToken);
        recorder.Record(_map, EventType.Normal, "Ready", "one");
        await recorder.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, Assert.Single(await ListAsync()).Count);
    }

    [Fact]
    public async Task An_object_that_causes_too_many_is_silenced_for_a_while_and_nothing_is_miscounted()
    {
        await using var recorder = NewRecorder();
        for (var i = 0; i < 50; i++)
        {
            recorder.Record(_map, EventType.Warning, "Flapping", "again");
            await recorder.FlushAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(20, Assert.Single(await ListAsync()).Count);
        _time.Advance(TimeSpan.FromMinutes(5));
        recorder.Record(_map, EventType.Warning, "Flapping", "again");
        await recorder.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(51, Assert.Single(await ListAsync()).Count);
    }

    [Fact]
    public async Task Reporting_never_waits_and_repetitions_that_wait_become_one_write()
    {
        using var api = new ScriptedApi();
        using var client = api.NewClient(_time);
        await using var recorder = new EventRecorder(client, new EventRecorderOptions { Component = "test/operator", MaxPending = 2 });
        recorder.Record(_map, EventType.Normal, "First", "x");
        var first = await api.NextAsync("/api/v1/namespaces/default/events");
        for (var i = 0; i < 100; i++)
        {
            recorder.Record(_map, EventType.Normal, "Second", "x");
        }

        recorder.Record(_map, EventType.Normal, "Third", "x");
        recorder.Record(_map, EventType.Normal, "TooMany", "x");
        first.Status(HttpStatusCode.InternalServerError, "InternalError");
        var second = await api.NextAsync();
        Assert.Contains("\"reason\":\"Second\"", second.Body, StringComparison.Ordinal);
        Assert.Contains("\"count\":100", second.Body, StringComparison.Ordinal);
        second.Json("{}");
        var third = await api.NextAsync();
        Assert.Contains("\"reason\":\"Third\"", third.Body, StringComparison.Ordinal);
        third.Json("{}");
        await recorder.FlushAsync(TestContext.Current.CancellationToken);
        Assert.False(api.HasCall);
    }

    [Fact]
    public async Task Disposing_writes_what_waits_but_not_for_ever()
    {
        using var api = new ScriptedApi();
        using var client = api.NewClient(_time);
        var recorder = new EventRecorder(client, new EventRecorderOptions { Component = "test/operator" });
        recorder.Record(_map, EventType.Normal, "First", "x");
        recorder.Record(_map, EventType.Normal, "Second", "x");
        (await api.NextAsync()).Json("{}");
        var disposing = recorder.DisposeAsync().AsTask();
        await api.NextAsync();
        Assert.False(disposing.IsCompleted);
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return disposing.IsCompleted;
            },
            "it gives up",
            TestContext.Current.CancellationToken);
        Assert.InRange(_time.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(29));
    }

    [Fact]
    public void Names_and_messages_stay_within_what_the_server_accepts()
    {
        var named = new ConfigMap { Metadata = new ObjectMeta { Namespace = "default", Name = new string('a', 235) + "." + new string('b', 17) } };
        var key = EventKey.Of(named, EventType.Normal, "R", new string('m', 5000));
        Assert.Equal(1024, key.Message.Length);
        var name = key.EventName("c");
        Assert.InRange(name.Length, 200, 253);
        Assert.DoesNotContain("..", name, StringComparison.Ordinal);
        Assert.Equal(name, key.EventName("c"));
        Assert.NotEqual(name, key.EventName("d"));
    }

    private EventRecorder NewRecorder() => new(_client, new EventRecorderOptions { Component = "test/operator" });

    private async Task<List<Event>> ListAsync() =>
        await _client.ListAllAsync<Event>("default", cancellationToken: TestContext.Current.CancellationToken).ToListAsync();
}
