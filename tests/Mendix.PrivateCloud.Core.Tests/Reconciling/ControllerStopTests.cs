using System.Collections.Concurrent;
using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class ControllerStopTests
{
    private static readonly ControllerOptions Options = new()
    {
        MaxConcurrency = 2,
        StopTimeout = TimeSpan.FromSeconds(20),
        CancellationTimeout = TimeSpan.FromSeconds(5),
    };

    private readonly TaskCompletionSource _release = new();

    private async Task<ReconcileResult> UntilReleasedOrCancelled(string key, CancellationToken cancellationToken)
    {
        await _release.Task.WaitAsync(cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task<ReconcileResult> UntilReleased(string key, CancellationToken cancellationToken)
    {
        await _release.Task;
        return ReconcileResult.Done;
    }

    private static async Task StartAsync(ControllerFixture fixture, params string[] keys)
    {
        Array.ForEach(keys, key => fixture.Controller.Enqueue(key));
        fixture.Controller.Start();
        fixture.HeldBack = Math.Min(keys.Length, Options.MaxConcurrency);
        await fixture.SettleAsync();
    }

    [Fact]
    public async Task Running_reconciles_may_end_and_what_was_not_begun_is_reported()
    {
        await using var fixture = new ControllerFixture(UntilReleasedOrCancelled, Options);
        await StartAsync(fixture, "a", "b", "c");
        fixture.Controller.EnqueueAfter("d", TimeSpan.FromHours(1));
        fixture.Controller.Enqueue("b");
        var stop = fixture.Controller.StopAsync(TestContext.Current.CancellationToken);
        fixture.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(stop.IsCompleted);
        _release.SetResult();
        var report = await stop;

        Assert.Equal(["b", "c"], report.Pending.Order());
        Assert.Equal(["d"], report.Delayed);
        Assert.Empty(report.Cancelled);
        Assert.Empty(report.StillRunning);
        Assert.False(report.IsClean);
        Assert.Equal(["a", "b"], fixture.Runs.Select(run => run.Key).Order());
    }

    [Fact]
    public async Task At_the_deadline_running_reconciles_are_cancelled_and_reported()
    {
        await using var fixture = new ControllerFixture(UntilReleasedOrCancelled, Options);
        await StartAsync(fixture, "a", "b");
        fixture.Controller.Enqueue("b");
        var stop = fixture.Controller.StopAsync(TestContext.Current.CancellationToken);
        fixture.Clock.Advance(TimeSpan.FromSeconds(20));
        var report = await stop;

        Assert.Equal(["a", "b"], report.Cancelled.Order());
        Assert.Empty(report.Pending);
        Assert.Empty(report.Delayed);
    }

    [Fact]
    public async Task The_hosts_token_cancels_them_before_the_deadline()
    {
        using var host = new CancellationTokenSource();
        await using var fixture = new ControllerFixture(UntilReleasedOrCancelled, Options);
        await StartAsync(fixture, "a");
        var stop = fixture.Controller.StopAsync(host.Token);
        Assert.False(stop.IsCompleted);
        await host.CancelAsync();

        Assert.Equal(["a"], (await stop).Cancelled);
        Assert.Equal(TimeSpan.Zero, fixture.Clock.Elapsed);
    }

    [Fact]
    public async Task A_reconcile_that_heeds_no_cancellation_is_reported_as_still_running()
    {
        await using var fixture = new ControllerFixture(UntilReleased, Options);
        await StartAsync(fixture, "a");
        var stop = fixture.Controller.StopAsync(TestContext.Current.CancellationToken);
        fixture.Clock.Advance(TimeSpan.FromSeconds(20));
        await fixture.Clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        fixture.Clock.Advance(TimeSpan.FromSeconds(5));
        var report = await stop;

        Assert.Equal(["a"], report.StillRunning);
        Assert.Empty(report.Cancelled);
        _release.SetResult();
    }

    [Fact]
    public async Task A_reconcile_that_succeeds_after_the_cancellation_is_done()
    {
        await using var fixture = new ControllerFixture(
            async (_, cancellationToken) =>
            {
                var cancelled = new TaskCompletionSource();
                await using var registration = cancellationToken.Register(cancelled.SetResult);
                await cancelled.Task;
                return ReconcileResult.Done;
            },
            Options);
        await StartAsync(fixture, "a");
        var stop = fixture.Controller.StopAsync(TestContext.Current.CancellationToken);
        fixture.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.True((await stop).IsClean);
    }

    [Fact]
    public async Task After_a_stop_keys_are_refused_and_no_timer_is_left()
    {
        await using var fixture = new ControllerFixture((_, _) => Task.FromResult(ReconcileResult.Done), Options, () => ["x"]);
        fixture.Controller.Start();
        var report = await fixture.Controller.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(report.IsClean);
        Assert.Same(report, await fixture.Controller.StopAsync(TestContext.Current.CancellationToken));
        Assert.False(fixture.Controller.Enqueue("a"));
        Assert.False(fixture.Controller.Enqueue("a", WorkPriority.Resync));
        Assert.False(fixture.Controller.EnqueueAfter("a", TimeSpan.FromSeconds(1)));
        Assert.False(fixture.Controller.Supersede("a"));
        Assert.Throws<InvalidOperationException>(fixture.Controller.Start);
        await Eventually.TrueAsync(() => fixture.Clock.ArmedTimers == 0, "no timer is left", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_controller_that_never_started_reports_its_keys()
    {
        await using var fixture = new ControllerFixture(_ => ReconcileResult.Done, Options);
        fixture.Controller.Enqueue("a");

        Assert.Equal(["a"], (await fixture.Controller.StopAsync(TestContext.Current.CancellationToken)).Pending);
    }

    [Fact]
    public async Task Under_races_every_accepted_key_ran_or_is_reported()
    {
        for (var round = 0; round < 30; round++)
        {
            await using var fixture = new ControllerFixture(
                async (_, _) =>
                {
                    await Task.Yield();
                    return ReconcileResult.Done;
                },
                Options);
            fixture.Controller.Start();
            var accepted = new ConcurrentBag<string>();
            var adders = Enumerable.Range(0, 3).Select(adder => Task.Run(() =>
            {
                for (var i = 0; i < 2000 && fixture.Controller.Enqueue($"{adder}-{i}"); i++)
                {
                    accepted.Add($"{adder}-{i}");
                }
            })).ToArray();
            while (accepted.Count < 50)
            {
                await Task.Yield();
            }

            var report = await fixture.Controller.StopAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(adders);

            Assert.Equal(accepted.Order(), fixture.Runs.Select(run => run.Key).Concat(report.Pending).Order());
        }
    }
}
