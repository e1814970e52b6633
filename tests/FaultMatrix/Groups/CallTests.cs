using System.Collections.Concurrent;

namespace Mendix.PrivateCloud.FaultMatrix.Groups;

/// <summary>Each call of the operator to the API server is answered once in each way in which calls fail.</summary>
public sealed class CallTests(MatrixCluster cluster) : IClassFixture<MatrixCluster>
{
    [Fact]
    public async Task A_call_that_fails_once_changes_nothing_in_the_end()
    {
        var reached = new ConcurrentBag<Call>();
        var calms = await cluster.UndisturbedAsync("calls");
        var all = calms.SelectMany(calm => calm.Calls.Distinct().Where(site => site.Call.Resource != Call.Storage).Select(site => (Calm: calm, Site: site)));
        var cases = (
            from same in all.GroupBy(place => place.Site.Call).Select(places => places.ToArray())
            from choice in Seed.IsEverything ? Everything(same.Length) : EachOnce(same.Length)
            let place = same[choice.Place]
            let fault = Fault.Answers[choice.Fault]
            select new MatrixCase($"{place.Calm.Workload}: {place.Site} answered with {fault}", space => RunAsync(place.Calm, place.Site, fault, space))).ToList();

        await Matrix.RunAsync("Calls", cases);

        if (Seed.Current.Case is 0)
        {
            Assert.Empty(calms.SelectMany(calm => calm.Calls).Select(site => site.Call).Where(call => call.Resource != Call.Storage).Distinct().Except(reached));
        }

        async Task RunAsync(Undisturbed calm, CallSite target, Fault fault, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            if (await Disturbed.ByAnswerAsync(calm, environment, target, fault))
            {
                reached.Add(target.Call);
            }
        }
    }

    /// <summary>Every fault of a call comes up, and every place of it.</summary>
    private static IEnumerable<(int Place, int Fault)> EachOnce(int places) => Enumerable.Range(0, Math.Max(places, Fault.Answers.Count))
        .Select(number => (number % places, (number + Seed.Current.Run) % Fault.Answers.Count));

    private static IEnumerable<(int Place, int Fault)> Everything(int places) =>
        from place in Enumerable.Range(0, places) from fault in Enumerable.Range(0, Fault.Answers.Count) select (place, fault);
}
