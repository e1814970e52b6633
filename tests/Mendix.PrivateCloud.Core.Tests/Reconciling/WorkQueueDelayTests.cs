using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class WorkQueueDelayTests : IDisposable
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueDelayTests() => _queue = new WorkQueue<string>(_clock);

    public void Dispose() => _queue.Dispose();

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void A_delayed_key_is_ready_when_its_time_has_come_and_not_before()
    {
        _queue.AddAfter("a", Seconds(10));
        _clock.Advance(Seconds(9.999));
        _queue.AssertNothingReady();
        _clock.Advance(Seconds(0.001));

        Assert.Equal(["a"], _queue.TakeAll());
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(10, 5)]
    public void Of_several_delayed_adds_the_earliest_wins(int first, int second)
    {
        _queue.AddAfter("a", Seconds(first));
        _queue.AddAfter("a", Seconds(second));
        _clock.Advance(Seconds(5));
        Assert.Equal(["a"], _queue.TakeAll());
        _clock.Advance(Seconds(100));

        _queue.AssertNothingReady();
    }

    [Fact]
    public void Delayed_keys_come_in_the_order_of_their_times()
    {
        var random = new Random(1);
        var delays = Enumerable.Range(1, 500).ToArray();
        random.Shuffle(delays);
        foreach (var delay in delays)
        {
            _queue.AddAfter($"{delay}", Seconds(delay));
        }

        _clock.Advance(Seconds(500));

        Assert.Equal(delays.Order().Select(delay => $"{delay}"), _queue.TakeAll());
    }

    [Fact]
    public void An_add_does_not_remove_a_delayed_one()
    {
        _queue.AddAfter("a", Seconds(10));
        _queue.Add("a");
        Assert.Equal(["a"], _queue.TakeAll());
        _clock.Advance(Seconds(10));

        Assert.Equal(["a"], _queue.TakeAll());
    }

    [Fact]
    public void A_time_that_comes_while_the_key_is_in_process_makes_it_run_again()
    {
        _queue.AddAfter("a", Seconds(10));
        _queue.Add("a");
        var item = _queue.Take();
        _clock.Advance(Seconds(10));
        _queue.AssertNothingReady();
        _queue.Done(item);

        Assert.Equal(["a"], _queue.TakeAll());
    }

    [Fact]
    public void A_zero_or_negative_delay_is_none()
    {
        _queue.AddAfter("a", TimeSpan.Zero);
        _queue.AddAfter("b", Seconds(-1));

        Assert.Equal(["a", "b"], _queue.TakeAll());
    }

    [Fact]
    public void Delays_longer_than_any_timer_are_kept()
    {
        _queue.AddAfter("a", TimeSpan.FromDays(100));
        _queue.AddAfter("never", TimeSpan.MaxValue);
        _clock.Advance(TimeSpan.FromDays(100) - Seconds(1));
        _queue.AssertNothingReady();
        _clock.Advance(Seconds(1));

        Assert.Equal(["a"], _queue.TakeAll());
        Assert.Equal(1, _queue.Counts.Delayed);
    }

    [Fact]
    public void A_fraction_of_a_millisecond_is_rounded_up_for_the_timer()
    {
        _queue.AddAfter("a", TimeSpan.FromMilliseconds(1.4));

        Assert.Equal(TimeSpan.FromMilliseconds(2), _clock.UntilNextTimer);
    }

    [Fact]
    public void The_wish_to_run_again_lapses_when_the_key_runs_before()
    {
        _queue.Add("a");
        _queue.DoneAndAgainAfter(_queue.Take(), Seconds(10));
        _queue.Add("a");
        _queue.Done(_queue.Take());
        _clock.Advance(Seconds(10));

        _queue.AssertNothingReady();
    }

    [Fact]
    public void The_wish_to_run_again_yields_to_an_add_while_in_process()
    {
        _queue.Add("a");
        var item = _queue.Take();
        _queue.Add("a");
        _queue.DoneAndAgainAfter(item, Seconds(10));
        Assert.Equal(["a"], _queue.TakeAll());
        _clock.Advance(Seconds(10));

        _queue.AssertNothingReady();
    }

    [Fact]
    public void The_retry_of_a_resync_stays_a_resync()
    {
        _queue.Add("a", WorkPriority.Resync);
        _queue.Failed(_queue.Take(), Seconds(10));
        _clock.Advance(Seconds(10));

        Assert.Equal(WorkPriority.Resync, _queue.Take().Priority);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failed_key_that_is_added_waits_for_the_pause_and_not_for_the_retry(bool whileInProcess)
    {
        _queue.Add("a");
        var item = _queue.Take();
        if (whileInProcess)
        {
            _queue.Add("a");
        }

        _queue.Failed(item, retryAfter: Seconds(100), pause: Seconds(2));
        if (!whileInProcess)
        {
            _queue.Add("a");
        }

        _queue.AssertNothingReady();
        _clock.Advance(Seconds(2));

        Assert.Equal(1, _queue.Take().Failures);
    }

    [Fact]
    public void A_pause_does_not_outlast_the_retry()
    {
        _queue.Add("a");
        _queue.Failed(_queue.Take(), retryAfter: Seconds(1), pause: Seconds(2));
        _clock.Advance(Seconds(1));

        Assert.Equal("a", _queue.Take().Key);
    }
}
