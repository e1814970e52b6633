using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.FaultMatrix.Groups;

/// <summary>Two operators for one environment. One leads, is suspended or stops, and the other one goes on.</summary>
public sealed class LeadershipTests(MatrixCluster cluster) : IClassFixture<MatrixCluster>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_suspended_leader_that_wakes_up_after_its_term_has_no_effect_on_anything()
    {
        var calm = await cluster.UndisturbedAsync(Workloads.Create, "suspended");
        var cases = calm.Calls.Distinct().Where(site => site.Call.Verb is not ("list" or "watch"))
            .Select(site => new MatrixCase($"suspended while it waits for the answer to {site}", space => RunAsync(site, space))).ToList();

        await Matrix.RunAsync("Suspensions", cases);

        async Task RunAsync(CallSite target, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            await environment.PrepareAsync();
            await environment.ApplyAppAsync();
            await using var first = new Candidate(environment);
            await using var second = new Candidate(environment);
            first.SuspendAt(target);
            await first.StartAsync(cluster.Http);
            await environment.UntilAsync(async () => first.IsSuspended || await calm.HasEndedAsync(environment), "suspended or done");
            first.Suspend();

            await second.StartAsync(cluster.Http);
            await environment.UntilAsync(async () => await second.LeadsAsync() && await calm.HasEndedAsync(environment), "led by the second");
            var effects = first.Effects;
            first.Wake(TimeSpan.FromMinutes(1));

            // It does what it was about to, loses its term, and looks on.
            await environment.UntilAsync(() => Task.FromResult(first.HasLost || !first.HasLed), "given up by the first");
            await first.Wire.UntilQuietAsync(TimeSpan.FromMilliseconds(300), Cancellation);
            Assert.Equal(effects, first.Effects);
            Assert.True(await second.LeadsAsync());
            Assert.True(await calm.HasEndedAsync(environment));
        }
    }

    [Fact]
    public async Task A_leader_that_stops_hands_over_within_seconds_and_not_before_its_work_has_ended()
    {
        var atOnce = 0;
        var calm = await cluster.UndisturbedAsync(Workloads.Create, "handover");
        var cases = calm.Effects.Distinct().Where(site => site.Call.Resource != "leases").Select(site => new MatrixCase($"stopped at {site}", space => RunAsync(site, space))).ToList();

        await Matrix.RunAsync("Handovers", cases);

        // On a machine that stands still for a second the Lease is not given up in time, and runs out.
        Assert.True(Seed.Current.Case is not 0 || atOnce > cases.Count * 3 / 4, $"{atOnce} of {cases.Count} were handed over at once");

        async Task RunAsync(CallSite target, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            await environment.PrepareAsync();
            await environment.ApplyAppAsync();
            await using var first = new Candidate(environment);
            await using var second = new Candidate(environment);
            var reached = first.StandStillAt(target);
            await first.StartAsync(cluster.Http);
            await environment.UntilAsync(async () => await first.LeadsAsync(), "led by the first");
            await second.StartAsync(cluster.Http);
            await environment.UntilAsync(async () => reached.Task.IsCompleted || await calm.HasEndedAsync(environment), "reached or done");

            // An effect that takes as long as a stop may, and longer than a Lease lasts.
            var stopping = first.StopAsync();
            var since = second.Clock.Time.Elapsed;
            while (reached.Task.IsCompleted && second.Clock.Time.Elapsed - since < TimeSpan.FromSeconds(17))
            {
                // On a machine that stands still for seconds the first may lose its term, and then it knows.
                Assert.True(first.HasLost || !await second.LeadsAsync(), "The second leads beside the first.");
                await Task.Delay(20, Cancellation);
            }

            first.GoOn();
            await stopping;
            var looks = second.Looks;
            await environment.UntilAsync(second.LeadsAsync, "led by the second");

            // It looks every two seconds or so, and one look may have been under way; a Lease that has to run out takes 15 seconds.
            var took = second.LooksUntilLed - looks;
            Assert.InRange(took, int.MinValue, 9);
            Interlocked.Add(ref atOnce, took <= 2 ? 1 : 0);
            await environment.UntilAsync(() => calm.HasEndedAsync(environment), "finished by the second");
        }
    }

    [Fact]
    public async Task Clocks_that_differ_make_no_difference()
    {
        TimeSpan[] skews = [TimeSpan.FromDays(-1), TimeSpan.FromSeconds(-30), TimeSpan.FromSeconds(30), TimeSpan.FromDays(1)];
        await Matrix.RunAsync("Clock skew", [.. skews.Select(skew => new MatrixCase($"{skew}", space => RunAsync(skew, space)))]);

        async Task RunAsync(TimeSpan skew, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            await environment.PrepareAsync();
            await environment.ApplyAppAsync();
            await using var first = new Candidate(environment);
            await using var second = new Candidate(environment, skew);
            await first.StartAsync(cluster.Http);
            await environment.UntilAsync(environment.IsReadyAsync, "ready");
            await second.StartAsync(cluster.Http);

            // Longer than a Lease lasts.
            var since = second.Clock.Time.Elapsed;
            await environment.UntilAsync(() => Task.FromResult(second.Clock.Time.Elapsed - since > TimeSpan.FromSeconds(40)), "40 seconds older");
            Assert.Equal(0, second.Effects);
            Assert.True(await first.LeadsAsync());

            await first.StopAsync();
            await environment.UntilAsync(second.LeadsAsync, "led by the second");
            await environment.DeleteAppAsync();
            await environment.UntilAsync(async () => await environment.FindAsync<StorageInstance>($"{FaultCase.App}-database") is null, "gone");
            Assert.Empty(environment.Shelf.Things);
        }
    }
}
