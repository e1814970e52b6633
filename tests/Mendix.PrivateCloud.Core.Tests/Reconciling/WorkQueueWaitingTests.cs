using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class WorkQueueWaitingTests : IDisposable
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueWaitingTests() => _queue = new WorkQueue<string>(_clock);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task Get_completes_at_once_when_a_key_is_ready()
    {
        _queue.Add("a");
        var get = _queue.GetAsync(TestContext.Current.CancellationToken);

        Assert.True(get.IsCompletedSuccessfully);
        Assert.Equal("a", (await get)!.Value.Key);
    }

    [Fact]
    public async Task Get_completes_when_a_key_is_added()
    {
        var get = _queue.GetAsync(TestContext.Current.CancellationToken);
        Assert.False(get.IsCompleted);
        _queue.Add("a");

        Assert.Equal("a", (await get)!.Value.Key);
    }

    [Fact]
    public async Task Get_completes_when_a_delayed_key_is_due()
    {
        var get = _queue.GetAsync(TestContext.Current.CancellationToken);
        _queue.AddAfter("a", TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("a", (await get)!.Value.Key);
    }

    [Fact]
    public async Task Each_of_several_getters_gets_its_own_key()
    {
        var gets = Enumerable.Range(0, 10).Select(_ => _queue.GetAsync(TestContext.Current.CancellationToken).AsTask()).ToArray();
        for (var i = 0; i < 10; i++)
        {
            _queue.AddAfter($"{i}", TimeSpan.FromSeconds(1));
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        var items = await Task.WhenAll(gets);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), items.Select(item => item!.Value.Key).Order());
    }

    [Fact]
    public async Task Cancelled_getters_take_no_key_with_them()
    {
        using var cancellation = new CancellationTokenSource();
        var before = _queue.GetAsync(cancellation.Token);
        var other = _queue.GetAsync(TestContext.Current.CancellationToken);
        var after = _queue.GetAsync(cancellation.Token);
        await cancellation.CancelAsync();
        _queue.Add("a");
        _queue.Add("b");

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await before);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await after);
        Assert.Equal("a", (await other)!.Value.Key);
        Assert.Equal(["b"], _queue.TakeAll());
    }

    [Fact]
    public async Task A_getter_that_is_cancelled_beforehand_takes_no_key()
    {
        _queue.Add("a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _queue.GetAsync(new CancellationToken(canceled: true)));
        Assert.Equal(["a"], _queue.TakeAll());
    }

    [Fact]
    public async Task Shutdown_releases_getters_and_refuses_keys()
    {
        var get = _queue.GetAsync(TestContext.Current.CancellationToken);
        _queue.Shutdown();

        Assert.Null(await get);
        Assert.Null(await _queue.GetAsync(TestContext.Current.CancellationToken));
        Assert.False(_queue.Add("a"));
        Assert.False(_queue.AddAfter("a", TimeSpan.FromSeconds(1)));
        Assert.False(_queue.Supersede("a"));
    }

    [Fact]
    public async Task Shutdown_leaves_what_is_ready_and_tells_it()
    {
        _queue.Add("processed");
        var item = _queue.Take();
        _queue.Add("again");
        var again = _queue.Take();
        _queue.Add("again");
        _queue.Add("ready");
        _queue.AddAfter("delayed", TimeSpan.FromSeconds(1));
        _queue.Shutdown();
        _queue.Done(again);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await _queue.GetAsync(TestContext.Current.CancellationToken));
        var (ready, processing, delayed) = _queue.GetRemaining();
        Assert.Equal(["again", "ready"], ready.Order());
        Assert.Equal(["processed"], processing);
        Assert.Equal(["delayed"], delayed);
        _queue.Done(item);
        Assert.Empty(_queue.GetRemaining().Processing);
    }

    [Fact]
    public async Task Shutdown_with_drain_hands_out_what_is_ready_first()
    {
        _queue.Add("a");
        _queue.Add("b");
        var a = _queue.Take();
        _queue.Add("a");
        _queue.Shutdown(drain: true);
        _queue.Done(a);

        Assert.Equal(["b", "a"], _queue.TakeAll());
        Assert.Null(await _queue.GetAsync(TestContext.Current.CancellationToken));
    }
}
