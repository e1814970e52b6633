using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Testing;

/// <summary>The clock that other tests trust.</summary>
public sealed class VirtualTimeProviderTests
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly List<(string Timer, double At)> _fired = [];

    private ITimer Set(string name, double seconds, double period = -0.001) => _clock.CreateTimer(
        _ => _fired.Add((name, _clock.Elapsed.TotalSeconds)), null, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(period));

    [Fact]
    public void Timers_fire_in_order_each_at_its_time_and_equal_times_as_they_were_set()
    {
        Set("c", 3);
        Set("a", 1);
        Set("b", 2);
        Set("b2", 2);
        Set("later", 11);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([("a", 1), ("b", 2), ("b2", 2), ("c", 3)], _fired);
        Assert.Equal(TimeSpan.FromSeconds(1), _clock.UntilNextTimer);
    }

    [Fact]
    public void A_timer_set_by_a_timer_fires_on_the_same_way()
    {
        _clock.CreateTimer(_ => Set("inner", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([("inner", 2)], _fired);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_disposed()
    {
        var timer = Set("p", 1, period: 2);
        _clock.Advance(TimeSpan.FromSeconds(6));
        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([("p", 1), ("p", 3), ("p", 5)], _fired);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
        Assert.Null(_clock.UntilNextTimer);
    }

    [Fact]
    public void Both_clocks_move_together()
    {
        var (utc, timestamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromMinutes(90));

        Assert.Equal(TimeSpan.FromMinutes(90), _clock.GetUtcNow() - utc);
        Assert.Equal(TimeSpan.FromMinutes(90), _clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public async Task Between_two_timers_it_waits_for_what_the_first_one_caused()
    {
        var ticks = 0;
        var work = Task.Run(async () =>
        {
            for (; ticks < 50; ticks++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _clock);
                Assert.Equal(ticks + 1, _clock.Elapsed.TotalSeconds);
            }
        });
        await _clock.AdvanceAsync(
            TimeSpan.FromSeconds(50), () => _clock.ArmedTimers == 1 || work.IsCompleted, TestContext.Current.CancellationToken);
        await work;

        Assert.Equal(50, ticks);
    }
}
