using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class ControllerSupersedeTests
{
    private readonly ControllerOptions _options = new()
    {
        MaxConcurrency = 2,
        BackoffInitial = TimeSpan.FromSeconds(1),
        BackoffMax = TimeSpan.FromHours(1),
        BackoffJitter = 0,
    };

    [Fact]
    public async Task A_running_reconcile_is_cancelled_and_the_key_runs_again_without_delay()
    {
        var runs = 0;
        await using var fixture = new ControllerFixture(
            async (_, cancellationToken) =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                return ReconcileResult.Done;
            },
            _options);
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        fixture.HeldBack = 1;
        await fixture.SettleAsync();

        fixture.Controller.Supersede("a");
        fixture.HeldBack = 0;
        await fixture.AdvanceAsync(3600);

        Assert.Equal([0, 0], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task Being_superseded_is_no_failure_whatever_the_run_throws()
    {
        var release = new TaskCompletionSource();
        var runs = 0;
        await using var fixture = new ControllerFixture(
            async (_, _) =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    await release.Task;
                    throw new InvalidOperationException("cut off in the middle");
                }

                return ReconcileResult.Failed("of the newer state");
            },
            _options);
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        fixture.HeldBack = 1;
        await fixture.SettleAsync();
        fixture.Controller.Supersede("a");
        release.SetResult();
        fixture.HeldBack = 0;
        await fixture.AdvanceAsync(4);

        // The first failure of the newer state is retried after 1 s, the second after 2 s.
        Assert.Equal([0, 0, 1, 3], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task A_result_that_came_in_spite_of_it_does_not_count()
    {
        var release = new TaskCompletionSource();
        var runs = 0;
        await using var fixture = new ControllerFixture(
            async (_, _) =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    await release.Task;
                    return ReconcileResult.After(TimeSpan.FromSeconds(50));
                }

                return ReconcileResult.Done;
            },
            _options);
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        fixture.HeldBack = 1;
        await fixture.SettleAsync();
        fixture.Controller.Supersede("a");
        release.SetResult();
        fixture.HeldBack = 0;
        await fixture.AdvanceAsync(3600);

        Assert.Equal([0, 0], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task A_change_that_is_no_newer_desired_state_does_not_cancel()
    {
        var release = new TaskCompletionSource();
        var wasCancelled = false;
        await using var fixture = new ControllerFixture(
            async (_, cancellationToken) =>
            {
                await release.Task;
                wasCancelled |= cancellationToken.IsCancellationRequested;
                return ReconcileResult.Done;
            },
            _options);
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        fixture.HeldBack = 1;
        await fixture.SettleAsync();
        fixture.Controller.Enqueue("a");
        release.SetResult();
        fixture.HeldBack = 0;
        await fixture.SettleAsync();

        Assert.False(wasCancelled);
        Assert.Equal(2, fixture.Runs.Count);
    }

    [Fact]
    public async Task A_users_fix_is_tried_at_once_and_starts_with_a_fresh_back_off()
    {
        await using var fixture = new ControllerFixture(_ => ReconcileResult.Failed("wrong"), _options);
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(130);
        Assert.Equal(127, fixture.TimesOf("a")[^1]);
        fixture.Controller.Supersede("a");
        await fixture.AdvanceAsync(3);

        Assert.Equal([130, 131, 133], fixture.TimesOf("a")[^3..]);
    }

    [Fact]
    public async Task Under_races_the_last_desired_state_is_always_reached()
    {
        const int Keys = 8;
        var desired = new int[Keys];
        var actual = new int[Keys];
        await using var fixture = new ControllerFixture(
            async (key, cancellationToken) =>
            {
                var index = int.Parse(key);
                var wanted = Volatile.Read(ref desired[index]);
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                actual[index] = wanted;
                return ReconcileResult.Done;
            },
            _options);
        fixture.Controller.Start();
        await Task.WhenAll(Enumerable.Range(0, Keys).Select(key => Task.Run(async () =>
        {
            for (var version = 1; version <= 2000; version++)
            {
                Volatile.Write(ref desired[key], version);
                fixture.Controller.Supersede($"{key}");
                if (version % 50 == 0)
                {
                    await Task.Yield();
                }
            }
        })));
        await fixture.SettleAsync();

        Assert.Equal(desired, actual);
        Assert.Equal(0, fixture.Controller.Counts.Delayed);
    }
}
