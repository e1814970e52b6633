namespace Mendix.PrivateCloud.FaultMatrix.Groups;

/// <summary>The operator dies at each of its effects, before it and right after it, and the next one dies too.</summary>
public sealed class CrashTests(MatrixCluster cluster) : IClassFixture<MatrixCluster>
{
    private static readonly bool[] Moments = [false, true];

    [Fact]
    public async Task What_a_dead_operator_began_is_finished_by_the_next_one()
    {
        var deaths = 0;
        var calms = await cluster.UndisturbedAsync("crash");
        var chance = Seed.Current.Of(0).Random();
        var cases = (
            from calm in calms
            from site in calm.Effects.Distinct()
            from isAfter in Moments
            from crash in new[]
            {
                new { Name = "once", OneIn = 1, Next = (Func<Random, Crash[]>)(_ => []) },
                new { Name = "and at the first effect of the recovery", OneIn = 6, Next = (Func<Random, Crash[]>)(random => [Crash.AtNumber(1, random.Next(2) == 0)]) },
                new
                {
                    Name = "and later in the recovery, twice",
                    OneIn = 6,
                    Next = (Func<Random, Crash[]>)(random => [Crash.AtNumber(random.Next(2, 5), random.Next(2) == 0), Crash.AtNumber(random.Next(1, 5), random.Next(2) == 0)]),
                },
            }
            // Which ones follows from the seed, so that a number stands for the same case each time.
            where chance.Next(crash.OneIn) == 0 || Seed.IsEverything
            select new MatrixCase(
                $"{calm.Workload}: dies {(isAfter ? "after" : "before")} {site} {crash.Name}",
                space => RunAsync(calm, Crash.At(site, isAfter), crash.Next, space))).ToList();

        await Matrix.RunAsync("Crashes", cases);

        // In a run that is disturbed a site may not come up, but most do.
        Assert.True(Seed.Current.Case is not 0 || deaths > cases.Count / 2, $"{deaths} deaths in {cases.Count} cases");

        async Task RunAsync(Undisturbed calm, Crash first, Func<Random, Crash[]> next, FaultSpace space)
        {
            await using var environment = new FaultCase(cluster.Http, space.Namespace);
            Interlocked.Add(ref deaths, await Disturbed.ByCrashAsync(calm, environment, [first, .. next(space.Random)]));
        }
    }
}
