using System.Collections.Concurrent;
using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class ControllerOutcomeTests
{
    private const double Day = 24 * 3600;

    [Fact]
    public async Task Done_lets_the_key_rest()
    {
        await using var fixture = new ControllerFixture(_ => ReconcileResult.Done);
        fixture.Controller.Enqueue("a");
        fixture.Controller.Start();
        await fixture.AdvanceAsync(Day);

        Assert.Equal([0], fixture.TimesOf("a"));
        Assert.Equal(0, fixture.Clock.ArmedTimers);
    }

    [Fact]
    public async Task After_runs_the_key_again_at_its_time()
    {
        var results = new Queue<ReconcileResult>([ReconcileResult.After(TimeSpan.FromSeconds(7)), ReconcileResult.Done]);
        await using var fixture = new ControllerFixture(_ => results.Dequeue());
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(Day);

        Assert.Equal([0, 7], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task After_lapses_when_a_change_comes_first()
    {
        var results = new Queue<ReconcileResult>([ReconcileResult.After(TimeSpan.FromSeconds(7)), ReconcileResult.Done]);
        await using var fixture = new ControllerFixture(_ => results.Dequeue());
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(5);
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(Day);

        Assert.Equal([0, 5], fixture.TimesOf("a"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failures_are_retried_with_a_delay_that_doubles_up_to_the_cap(bool isThrown)
    {
        await using var fixture = new ControllerFixture(
            _ => isThrown ? throw new InvalidOperationException("broken") : ReconcileResult.Failed("broken"),
            new ControllerOptions
            {
                BackoffInitial = TimeSpan.FromSeconds(1),
                BackoffMax = TimeSpan.FromSeconds(10),
                BackoffJitter = 0,
            });
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(45);

        Assert.Equal([0, 1, 3, 7, 15, 25, 35, 45], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task A_success_forgets_the_failures()
    {
        var results = new Queue<ReconcileResult>(
        [
            ReconcileResult.Failed("1"), ReconcileResult.Failed("2"), ReconcileResult.After(TimeSpan.FromSeconds(1)),
            ReconcileResult.Failed("3"), ReconcileResult.Done,
        ]);
        await using var fixture = new ControllerFixture(_ => results.Dequeue());
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(Day);

        Assert.Equal([0, 0.2, 0.6, 1.6, 1.8], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task Blocked_waits_for_a_change_without_a_timer()
    {
        await using var fixture = new ControllerFixture(_ => ReconcileResult.Blocked("the plan is missing"));
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.SettleAsync();
        Assert.Equal(0, fixture.Clock.ArmedTimers);
        await fixture.AdvanceAsync(Day);
        fixture.Controller.Enqueue("a");
        await fixture.SettleAsync();

        Assert.Equal([0, Day], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task A_time_out_of_something_called_is_a_failure()
    {
        await using var fixture = new ControllerFixture(
            (_, _) => Task.FromException<ReconcileResult>(new TaskCanceledException("the request timed out")));
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(0.2);

        Assert.Equal([0, 0.2], fixture.TimesOf("a"));
    }

    [Fact]
    public async Task A_reconcile_that_takes_too_long_is_cancelled_and_retried()
    {
        var tokens = new ConcurrentQueue<CancellationToken>();
        await using var fixture = new ControllerFixture(
            async (_, cancellationToken) =>
            {
                tokens.Enqueue(cancellationToken);
                if (tokens.Count == 1)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                return ReconcileResult.Done;
            },
            new ControllerOptions { ReconcileTimeout = TimeSpan.FromSeconds(30), BackoffJitter = 0 });
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        fixture.HeldBack = 1;
        await fixture.AdvanceAsync(29);
        fixture.HeldBack = 0;
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await fixture.AdvanceAsync(Day);

        Assert.Equal([0, 30.2], fixture.TimesOf("a"));
        Assert.Equal([true, false], tokens.Select(token => token.IsCancellationRequested));
    }

    [Fact]
    public async Task A_reconciler_that_returns_no_task_fails_and_takes_no_worker_with_it()
    {
        await using var controller = new Controller<string>(
            "test", new NoTask(), new ControllerOptions { MaxConcurrency = 1 }, timeProvider: new VirtualTimeProvider());
        controller.Start();
        controller.Enqueue("a");
        controller.Enqueue("b");

        await Eventually.TrueAsync(
            () => controller.Counts == new WorkQueueCounts(0, 0, 0, Delayed: 2), "both failed", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failing_reconcile_that_causes_changes_itself_does_not_spin()
    {
        ControllerFixture? self = null;
        await using var fixture = new ControllerFixture(key =>
        {
            self!.Controller.Enqueue(key);
            return ReconcileResult.Failed("and its status was written, which is a change");
        });
        self = fixture;
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(10);

        Assert.Equal(51, fixture.Runs.Count);
    }

    [Fact]
    public async Task A_change_is_not_held_back_by_a_long_back_off()
    {
        await using var fixture = new ControllerFixture(
            _ => ReconcileResult.Failed("broken"),
            new ControllerOptions { BackoffInitial = TimeSpan.FromSeconds(1), BackoffMax = TimeSpan.FromHours(1), BackoffJitter = 0 });
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(1100);
        Assert.Equal(1023, fixture.TimesOf("a")[^1]);
        fixture.Controller.Enqueue("a");
        await fixture.SettleAsync();

        Assert.Equal(1100, fixture.TimesOf("a")[^1]);
    }

    [Fact]
    public async Task EnqueueAfter_runs_the_key_at_its_time()
    {
        await using var fixture = new ControllerFixture(_ => ReconcileResult.Done);
        fixture.Controller.Start();
        fixture.Controller.EnqueueAfter("a", TimeSpan.FromSeconds(30));
        await fixture.AdvanceAsync(Day);

        Assert.Equal([30], fixture.TimesOf("a"));
    }

    [Fact]
    public void A_result_that_makes_no_sense_cannot_be_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ReconcileResult.After(TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => ReconcileResult.Failed(" "));
        Assert.Throws<ArgumentException>(() => ReconcileResult.Blocked(""));
        Assert.Equal(ReconcileResult.Done, default);
    }

    private sealed class NoTask : IReconciler<string>
    {
        public Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken) => null!;
    }
}
