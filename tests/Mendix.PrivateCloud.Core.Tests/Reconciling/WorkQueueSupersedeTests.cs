using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class WorkQueueSupersedeTests : IDisposable
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueSupersedeTests() => _queue = new WorkQueue<string>(_clock);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void The_item_in_process_is_cancelled_and_the_key_runs_again()
    {
        _queue.Add("a");
        var item = _queue.Take();
        var token = _queue.GetCancellationToken(item);
        Assert.False(token.IsCancellationRequested);
        _queue.Supersede("a");

        Assert.True(token.IsCancellationRequested);
        _queue.AssertNothingReady();
        Assert.True(_queue.Failed(item, TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        Assert.Equal(0, _queue.Take().Failures);
    }

    [Fact]
    public void A_token_asked_for_afterwards_is_cancelled_as_well()
    {
        _queue.Add("a");
        var item = _queue.Take();
        _queue.Supersede("a");

        Assert.True(_queue.GetCancellationToken(item).IsCancellationRequested);
    }

    [Fact]
    public void The_run_that_follows_is_not_cancelled()
    {
        _queue.Add("a");
        var item = _queue.Take();
        _queue.Supersede("a");
        _queue.Done(item);
        var next = _queue.Take();

        Assert.False(_queue.GetCancellationToken(next).IsCancellationRequested);
        Assert.False(_queue.Done(next));
    }

    [Fact]
    public void A_key_in_back_off_runs_at_once_and_its_failures_are_forgotten()
    {
        _queue.Add("a", WorkPriority.Resync);
        _queue.Failed(_queue.Take(), TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        _queue.Supersede("a");

        var item = _queue.Take();
        Assert.Equal((0, WorkPriority.Change), (item.Failures, item.Priority));
        _queue.Done(item);
        _clock.Advance(TimeSpan.FromHours(1));
        _queue.AssertNothingReady();
    }

    [Fact]
    public void Other_keys_are_not_disturbed()
    {
        _queue.Add("a");
        var token = _queue.GetCancellationToken(_queue.Take());
        _queue.Supersede("b");

        Assert.False(token.IsCancellationRequested);
        Assert.Equal(["b"], _queue.TakeAll());
    }

    [Fact]
    public void A_throwing_cancellation_callback_does_not_reach_the_caller()
    {
        _queue.Add("a");
        using var registration = _queue.GetCancellationToken(_queue.Take())
            .Register(() => throw new InvalidOperationException("a faulty callback"));

        Assert.True(_queue.Supersede("a"));
    }
}
