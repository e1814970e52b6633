using System.Net;

namespace Mendix.PrivateCloud.FaultMatrix.Groups;

/// <summary>The operator hears of one kind wrongly, late, or not at all.</summary>
public sealed class WatchTests(MatrixCluster cluster) : IClassFixture<MatrixCluster>
{
    private static readonly Workload[] Lives = [Workloads.Create, Workloads.Delete, Workloads.Recreate];

    [Fact]
    public async Task A_watch_that_goes_wrong_costs_time_and_nothing_else()
    {
        var calms = await Task.WhenAll(Lives.Select(workload => cluster.UndisturbedAsync(workload, "watch")));
        var cases = (
            from calm in calms
            from kind in KindsOf(calms)
            from fault in WatchFault.All
            select new MatrixCase($"{calm.Workload}: watch of {kind} {fault}", space => RunAsync(calm, kind, fault, space))).ToList();

        await Matrix.RunAsync("Watches", cases);

        async Task RunAsync(Undisturbed calm, string kind, WatchFault fault, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            await Disturbed.ByWatchAsync(calm, environment, kind, fault, space.Random);
        }
    }

    /// <summary>What comes and goes meanwhile is never heard of; what is there afterwards bears the same name and another UID.</summary>
    [Fact]
    public async Task A_blind_interval_in_which_everything_is_replaced_is_made_up_for()
    {
        var calm = await cluster.UndisturbedAsync(Workloads.Recreate, "blind");
        var kinds = KindsOf([await cluster.UndisturbedAsync(Workloads.Create, "blind")]);
        await Matrix.RunAsync("Blind intervals", [.. kinds.Select(kind => new MatrixCase($"blind for {kind}", space => RunAsync(kind, space)))]);

        async Task RunAsync(string kind, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            var (isBlind, sight) = (false, new TaskCompletionSource());
            environment.Wire.WatchStream = (site, stream) => site.Call.Resource == kind ? new RewrittenStream(stream, BlindAsync) : stream;
            environment.Wire.Disturb = site => isBlind && site.Call.Resource == kind && site.Call.IsWatch && sight.Task.IsCompleted ? SeeAgain() : null;
            await calm.CompareAsync(environment, blinded =>
            {
                isBlind = true;
                _ = Task.Delay(TimeSpan.FromMilliseconds(500)).ContinueWith(_ => sight.TrySetResult(), TaskScheduler.Default);
            });

            Fault SeeAgain()
            {
                isBlind = false;
                return Fault.Status(410, "Expired");
            }

            async IAsyncEnumerable<byte[]> BlindAsync(IAsyncEnumerable<byte[]> lines)
            {
                await foreach (var line in lines)
                {
                    if (isBlind)
                    {
                        await sight.Task;
                        yield break;
                    }

                    yield return line;
                }
            }
        }
    }

    /// <summary>What the operator made was never seen, and somebody took it away again: no list tells of it.</summary>
    [Fact]
    public async Task What_was_made_and_taken_away_while_nobody_watched_is_made_again()
    {
        await using var environment = new FaultCase(cluster.Http, "unseen");
        await environment.PrepareAsync();
        await environment.ApplyAppAsync();
        var isBlind = true;
        environment.Wire.Disturb = site => site.Call.Resource != "services" || !isBlind ? null
            : site.Call.IsWatch ? Fault.Status(410, "Expired")
            : site == new CallSite(new Call("list", "services"), 1) || site.Call.Verb != "list" ? null
            : Fault.Status(503, "ServiceUnavailable");
        await environment.StartOperatorAsync();
        await environment.SettleAsync(environment.IsReadyAsync);
        await environment.DeleteAsync<Kubernetes.Resources.Service>(FaultCase.App);
        isBlind = false;

        await environment.UntilAsync(async () => await environment.FindAsync<Kubernetes.Resources.Service>(FaultCase.App) is not null, "reachable");
    }

    /// <summary>The API server that a restarted operator asks lags behind the one that the last one wrote to.</summary>
    [Fact]
    public async Task A_restart_into_an_old_view_of_one_kind_repeats_nothing()
    {
        var calms = await cluster.UndisturbedAsync("stale");
        var cases = (
            from calm in calms.Where(calm => calm.Workload != Workloads.Create)
            from kind in KindsOf(calms)
            select new MatrixCase($"{calm.Workload}: restart into an old list of {kind}", space => RunAsync(calm, kind, space))).ToList();

        await Matrix.RunAsync("Stale restarts", cases);

        async Task RunAsync(Undisturbed calm, string kind, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            await calm.Workload.ArrangeAsync(environment);
            byte[]? old = null;
            environment.Wire.Disturb = site => site.Call == new Call("list", kind) && old is null ? Remember() : null;
            await environment.StopOperatorAsync();
            await environment.StartOperatorAsync();
            await environment.UntilAsync(() => Task.FromResult(old is not null), "remembered");

            var effects = environment.Wire.Effects.Count();
            await calm.Workload.ActAsync(environment);
            var enough = space.Random.Next(0, 12);
            await environment.UntilAsync(async () => environment.Wire.Effects.Count() - effects >= enough || await calm.HasEndedAsync(environment), "begun");
            await environment.StopOperatorAsync();

            var isOld = true;
            environment.Wire.Disturb = site => isOld && site.Call == new Call("list", kind) ? Old() : null;
            environment.Wire.WatchStream = (site, stream) => site.Call.Resource == kind ? new RewrittenStream(stream, LateAsync) : stream;
            await environment.StartOperatorAsync();
            // Until it hears more it follows the old wish: a second Deployment may go and come again. A tenant may not.
            await calm.CompareEndAsync(environment, countsObjects: false);

            Fault Remember() => new("remembered", async (_, forward, token) =>
            {
                var response = await forward(token);
                old = await response.Content.ReadAsByteArrayAsync(token);
                response.Content = Json(old);
                return response;
            });

            Fault Old()
            {
                isOld = false;
                return new Fault("old", (request, _, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = Json(old!) }));
            }

            static async IAsyncEnumerable<byte[]> LateAsync(IAsyncEnumerable<byte[]> lines)
            {
                await Task.Delay(300);
                await foreach (var line in lines)
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>As long as it hears nothing newer, an operator believes that the instance is wanted, and that only its Secret is missing.</summary>
    [Fact]
    public async Task An_old_copy_of_an_instance_that_is_being_deleted_makes_no_Secret()
    {
        const string Instance = $"{FaultCase.App}-file";
        await using var environment = new FaultCase(cluster.Http, "old-copy");
        await Workloads.Delete.ArrangeAsync(environment);
        var old = await cluster.Http.GetByteArrayAsync($"/apis/privatecloud.mendix.com/v1alpha1/namespaces/{environment.Namespace}/storageinstances", TestContext.Current.CancellationToken);
        await environment.StopOperatorAsync();
        await environment.DeleteAppAsync();
        await environment.DeleteAsync<Kubernetes.Resources.Secret>(Instance);

        var news = new TaskCompletionSource();
        environment.Wire.Restart();
        environment.Wire.Disturb = site => site == new CallSite(new Call("list", "storageinstances"), 1)
            ? new Fault("old", (request, _, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = Json(old) }))
            : null;
        environment.Wire.WatchStream = (site, stream) => site.Call.Resource == "storageinstances" ? new RewrittenStream(stream, HeldBackAsync) : stream;
        await environment.StartOperatorAsync();
        // Asked for when nothing is being said: who has nothing new to go by looks more and more seldom.
        await environment.UntilAsync(() => Task.FromResult(environment.Wire.Calls.Count(site => site.Call == new Call("get", "storageinstances")) >= 3), "looked at");

        Assert.Null(await environment.FindAsync<Kubernetes.Resources.Secret>(Instance));
        news.SetResult();
        await environment.UntilAsync(() => Workloads.Delete.IsDoneAsync(environment), "gone");

        async IAsyncEnumerable<byte[]> HeldBackAsync(IAsyncEnumerable<byte[]> lines)
        {
            await news.Task;
            await foreach (var line in lines)
            {
                yield return line;
            }
        }
    }

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new("application/json") } };

    private static IEnumerable<string> KindsOf(IEnumerable<Undisturbed> calms) =>
        calms.SelectMany(calm => calm.Calls).Where(site => site.Call.IsWatch).Select(site => site.Call.Resource).Distinct().Order(StringComparer.Ordinal);
}
