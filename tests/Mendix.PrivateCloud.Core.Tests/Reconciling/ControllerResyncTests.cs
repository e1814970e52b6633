using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class ControllerResyncTests
{
    [Fact]
    public async Task All_keys_run_again_in_every_period()
    {
        await using var fixture = new ControllerFixture(
            (_, _) => Task.FromResult(ReconcileResult.Done),
            new ControllerOptions { ResyncPeriod = TimeSpan.FromMinutes(1), ResyncJitter = 0 },
            () => ["a", "b"]);
        fixture.Controller.Start();
        await fixture.AdvanceAsync(180);

        Assert.Equal([60, 120, 180], fixture.TimesOf("a"));
        Assert.Equal([60, 120, 180], fixture.TimesOf("b"));
    }

    [Fact]
    public async Task The_period_varies_within_the_jitter()
    {
        await using var fixture = new ControllerFixture(
            (_, _) => Task.FromResult(ReconcileResult.Done),
            new ControllerOptions { ResyncPeriod = TimeSpan.FromMinutes(1), ResyncJitter = 0.5 },
            () => ["a"]);
        fixture.Controller.Start();
        await fixture.AdvanceAsync(60 * 200);

        var times = fixture.TimesOf("a");
        var periods = times.Zip(times.Prepend(0), (later, earlier) => later - earlier).ToArray();
        Assert.All(periods, period => Assert.InRange(period, 30, 90));
        Assert.Contains(periods, period => period < 45);
        Assert.Contains(periods, period => period > 75);
    }

    [Fact]
    public async Task A_source_that_throws_is_asked_again_after_the_next_period()
    {
        var asked = 0;
        await using var fixture = new ControllerFixture(
            (_, _) => Task.FromResult(ReconcileResult.Done),
            new ControllerOptions { ResyncPeriod = TimeSpan.FromMinutes(1), ResyncJitter = 0 },
            () => ++asked == 1 ? throw new InvalidOperationException("the cache is not there") : ["a"]);
        fixture.Controller.Start();
        await fixture.AdvanceAsync(120);

        Assert.Equal([120], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task A_period_of_zero_switches_it_off()
    {
        await using var fixture = new ControllerFixture(
            (_, _) => Task.FromResult(ReconcileResult.Done), new ControllerOptions { ResyncPeriod = TimeSpan.Zero }, () => ["a"]);
        fixture.Controller.Start();

        Assert.Equal(0, fixture.Clock.ArmedTimers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task All_keys_run_at_once_when_asked_for_and_the_period_goes_on(int period)
    {
        await using var fixture = new ControllerFixture(
            (_, _) => Task.FromResult(ReconcileResult.Done),
            new ControllerOptions { ResyncPeriod = TimeSpan.FromSeconds(period), ResyncJitter = 0 },
            () => ["a", "b"]);
        fixture.Controller.Start();
        await fixture.AdvanceAsync(20);
        fixture.Controller.Resync();
        await fixture.AdvanceAsync(50);

        Assert.Equal(period == 0 ? [20] : [20, 60], fixture.TimesOf("a"));
        Assert.Equal(period == 0 ? [20] : [20, 60], fixture.TimesOf("b"));
    }

    [Fact]
    public async Task A_resync_that_is_asked_for_without_keys_does_nothing()
    {
        await using var fixture = new ControllerFixture((_, _) => Task.FromResult(ReconcileResult.Done));
        fixture.Controller.Start();
        fixture.Controller.Resync();

        Assert.Equal(0, fixture.Controller.Counts.Resyncs);
    }

    [Fact]
    public async Task A_change_overtakes_ten_thousand_resyncs()
    {
        var release = new TaskCompletionSource();
        await using var fixture = new ControllerFixture(
            async (key, _) =>
            {
                if (key == "first")
                {
                    await release.Task;
                }

                return ReconcileResult.Done;
            },
            new ControllerOptions { MaxConcurrency = 1, ResyncPeriod = TimeSpan.FromMinutes(1), ResyncJitter = 0 },
            () => Enumerable.Range(0, 10_000).Select(i => $"{i}"));
        fixture.Controller.Start();
        fixture.Controller.Enqueue("first");
        fixture.HeldBack = 1;
        await fixture.AdvanceAsync(60);
        Assert.Equal(10_000, fixture.Controller.Counts.Resyncs);
        fixture.Controller.Enqueue("new");
        fixture.Controller.Enqueue("9999");
        release.SetResult();
        await Eventually.TrueAsync(
            () => fixture.Controller.Counts == new WorkQueueCounts(), "all ran", TestContext.Current.CancellationToken);

        Assert.Equal(["first", "new", "9999", "0"], fixture.Runs.Take(4).Select(run => run.Key));
        Assert.Equal(10_002, fixture.Runs.Count);
    }
}
