using Mendix.PrivateCloud.OperatorConformance.Servers;
using Mendix.PrivateCloud.Testing.Operator.Faults;

namespace Mendix.PrivateCloud.OperatorConformance.Faults;

/// <summary>
/// A sample of the fault matrix: faults of each group at places that chance takes from all. That the embedded API server and the real one
/// lead to the same ends is what makes the whole matrix on the embedded one worth something.
/// </summary>
public abstract class SampledFaultTests(ClusterUnderTest cluster, string group)
{
    private const int OfCrashes = 10;
    private const int OfCalls = 10;
    private const int OfWatches = 6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_goes_wrong_on_the_way_the_end_is_the_same()
    {
        await cluster.StartAsync();
        var random = Seed.Current.Of(0).Random();
        var calms = await Task.WhenAll(Workloads.All.Select(UndisturbedAsync));
        List<MatrixCase> cases =
        [
            .. Sample(from calm in calms from site in calm.Effects.Distinct() from isAfter in (bool[])[false, true] select Crashed(calm, site, isAfter), OfCrashes, random),
            .. Sample(from calm in calms from site in calm.Calls.Distinct() where site.Call.Resource != Call.Storage from fault in Fault.Answers select Answered(calm, site, fault), OfCalls, random),
            .. Sample(from calm in calms from kind in Watched(calms) from fault in WatchFault.All select Watching(calm, kind, fault), OfWatches, random),
        ];
        // A real server needs two processors for itself.
        await Matrix.RunAsync(group, cases, concurrency: 8);
    }

    private static IEnumerable<MatrixCase> Sample(IEnumerable<MatrixCase> cases, int count, Random random)
    {
        var all = cases.ToArray();
        random.Shuffle(all);
        return all.Take(count);
    }

    private static IEnumerable<string> Watched(IEnumerable<Undisturbed> calms) =>
        calms.SelectMany(calm => calm.Calls).Where(site => site.Call.IsWatch).Select(site => site.Call.Resource).Distinct().Order(StringComparer.Ordinal);

    private async Task<Undisturbed> UndisturbedAsync(Workload workload)
    {
        var name = new string([.. $"sample calm {workload.Name}".Select(letter => char.IsAsciiLetter(letter) ? letter : '-')]);
        var calm = default(Undisturbed);
        await InAsync(name, async environment => calm = await Undisturbed.RunAsync(workload, environment));
        return calm!;
    }

    private MatrixCase Crashed(Undisturbed calm, CallSite site, bool isAfter) => new(
        $"{calm.Workload}: dies {(isAfter ? "after" : "before")} {site}",
        space => InAsync(space.Namespace, environment => Disturbed.ByCrashAsync(calm, environment, [Crash.At(site, isAfter)])));

    private MatrixCase Answered(Undisturbed calm, CallSite site, Fault fault) => new(
        $"{calm.Workload}: {site} answered with {fault}",
        space => InAsync(space.Namespace, environment => Disturbed.ByAnswerAsync(calm, environment, site, fault)));

    private MatrixCase Watching(Undisturbed calm, string kind, WatchFault fault) => new(
        $"{calm.Workload}: watch of {kind} {fault}",
        space => InAsync(space.Namespace, environment => Disturbed.ByWatchAsync(calm, environment, kind, fault, space.Random)));

    private async Task InAsync(string name, Func<FaultCase, Task> run)
    {
        try
        {
            await using var environment = new FaultCase(cluster.AdminHttp, name);
            await run(environment);
        }
        finally
        {
            await cluster.Admin.DeleteAsync<Kubernetes.Resources.Namespace>(null, name, cancellationToken: Cancellation);
        }
    }
}
