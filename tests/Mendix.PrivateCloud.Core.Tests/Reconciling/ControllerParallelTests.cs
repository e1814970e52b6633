using System.Collections.Concurrent;
using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class ControllerParallelTests
{
    [Fact]
    public async Task As_many_keys_run_at_once_as_allowed_and_no_more()
    {
        var gate = new SemaphoreSlim(0);
        await using var fixture = new ControllerFixture(
            async (_, cancellationToken) =>
            {
                await gate.WaitAsync(cancellationToken);
                return ReconcileResult.Done;
            },
            new ControllerOptions { MaxConcurrency = 4 });
        for (var i = 0; i < 100; i++)
        {
            fixture.Controller.Enqueue($"{i}");
        }

        fixture.Controller.Start();
        fixture.HeldBack = 4;
        await fixture.SettleAsync();
        Assert.Equal(new WorkQueueCounts(Changes: 96, Resyncs: 0, Processing: 4, Delayed: 0), fixture.Controller.Counts);

        gate.Release(100);
        fixture.HeldBack = 0;
        await fixture.SettleAsync();
        Assert.Equal(100, fixture.Runs.Count);
    }

    [Fact]
    public async Task Poison_beside_a_thousand_good_keys_does_not_hold_them_up()
    {
        await using var fixture = new ControllerFixture(
            async (key, cancellationToken) =>
            {
                if (key == "hangs")
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                return key == "fails" ? throw new InvalidOperationException("always") : ReconcileResult.Done;
            },
            new ControllerOptions { MaxConcurrency = 2, BackoffJitter = 0 });
        fixture.HeldBack = 1;
        fixture.Controller.Enqueue("fails");
        fixture.Controller.Enqueue("hangs");
        for (var i = 0; i < 1000; i++)
        {
            fixture.Controller.Enqueue($"{i}");
        }

        fixture.Controller.Start();
        await Eventually.TrueAsync(
            () => fixture.Controller.Counts is { Ready: 0, Processing: 1 }, "all good keys ran", TestContext.Current.CancellationToken);
        Assert.Equal(1002, fixture.Runs.DistinctBy(run => run.Key).Count());

        await fixture.AdvanceAsync(1);
        Assert.Equal([0, 0.2, 0.6], fixture.TimesOf("fails"));
        Assert.Equal([0], fixture.TimesOf("hangs"));
    }

    [Fact]
    public async Task One_key_never_runs_twice_at_once()
    {
        var inside = new ConcurrentDictionary<string, bool>();
        await using var fixture = new ControllerFixture(async (key, _) =>
        {
            Assert.True(inside.TryAdd(key, true), "The key runs already.");
            await Task.Yield();
            inside.TryRemove(key, out bool _);
            return ReconcileResult.Done;
        });
        fixture.Controller.Start();
        for (var i = 0; i < 20_000; i++)
        {
            fixture.Controller.Enqueue($"{i % 3}");
            fixture.Controller.Supersede($"{i % 5}");
        }

        await fixture.SettleAsync();
        Assert.Equal(default, fixture.Controller.Counts);
    }
}
