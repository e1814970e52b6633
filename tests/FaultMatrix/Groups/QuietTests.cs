namespace Mendix.PrivateCloud.FaultMatrix.Groups;

/// <summary>What is as it should be is left alone, and remembering it costs nothing.</summary>
[Collection(AloneCollection.Name)]
public sealed class QuietTests
{
    private const int Environments = 20;

    // All that 20 environments take is several times that.
    private const long Spare = 500_000;

    [Fact]
    public async Task A_hundred_resyncs_write_nothing_tell_nothing_and_ask_no_storage_server()
    {
        await Matrix.RunAsync("Quiet", [new MatrixCase("100 resyncs", async _ =>
        {
            await using var town = await ReadyTownAsync();
            var (reconciles, storage) = (town.Reconciles, town.Case.Shelf.Calls);
            town.Case.Wire.Restart();

            // A resync comes every ten minutes, give or take one.
            await town.AdvanceAsync(TimeSpan.FromMinutes(100 * 11), TimeSpan.FromSeconds(100));

            // Whether a kind has come that a cluster may lack is asked now and then.
            Assert.Empty(town.Case.Wire.Calls.Select(site => site.Call).Where(call => call.Verb is not ("watch" or "list") && !IsDiscovery(call.ToString())).Distinct());
            Assert.Equal(storage, town.Case.Shelf.Calls);
            Assert.InRange(town.Reconciles - reconciles, 100 * Environments * 6, long.MaxValue);
        })]);
    }

    [Fact]
    public async Task A_server_that_has_forgotten_all_places_costs_two_looks_at_everything()
    {
        await using var town = await ReadyTownAsync();
        var reconciles = town.Reconciles;
        town.Case.Wire.Restart();
        // Who has seen the newest version has not lost its place.
        await town.Case.ApplyAsync(new Kubernetes.Resources.ConfigMap { Metadata = new Kubernetes.Resources.ObjectMeta { Name = "newest" } });
        town.Server.Compact();
        town.Server.EndWatches();

        await town.AdvanceAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));

        var lists = town.Case.Wire.Calls.Count(site => site.Call.Verb == "list");
        Assert.InRange(lists, 10, int.MaxValue);
        // By about ten objects each environment. Each list by itself would be more than that.
        Assert.InRange(town.Reconciles - reconciles, Environments * 6, Environments * 10 * 2);
    }

    [Fact]
    public async Task A_thousand_watches_and_ten_thousand_reconciles_leave_no_memory_behind()
    {
        await Matrix.RunAsync("Memory", [new MatrixCase("1,000 watches, 10,000 reconciles", async _ =>
        {
            await using var town = await ReadyTownAsync();
            // What is made once, such as a connection or the code of a path, has been made then.
            await LiveAsync(40);
            var (before, reconciles) = (Heap(), town.Reconciles);

            var watches = await LiveAsync(90);
            var after = Heap();
            // A connection keeps what its last streams used, more or less at a time. A leak does not become less.
            for (var more = 0; more < 3 && after - before > Spare; more++)
            {
                watches += await LiveAsync(40);
                after = Heap();
            }

            Assert.InRange(watches, 900, int.MaxValue);
            Assert.InRange(town.Reconciles - reconciles, 10_000, long.MaxValue);
            Assert.InRange(after - before, long.MinValue, Spare);

            async Task<int> LiveAsync(int rounds)
            {
                var opened = 0;
                for (var round = 0; round < rounds; round++)
                {
                    town.Server.EndWatches();
                    await town.AdvanceAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(2));
                    opened += town.Case.Wire.Calls.Count(site => site.Call.IsWatch);
                    town.Case.Wire.Restart();
                }

                return opened;
            }
        })]);

        static long Heap()
        {
            for (var round = 0; round < 3; round++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    private static bool IsDiscovery(string call) => call is "get /apis/policy/v1" or "get /apis/secrets-store.csi.x-k8s.io/v1";

    private static async Task<VirtualTown> ReadyTownAsync()
    {
        var town = await VirtualTown.StartAsync("good");
        await town.ApplyAsync("good", Enumerable.Range(0, Environments).Select(number => $"app-{number}"));
        await town.AdvanceUntilAsync(async () => await town.CountReadyAsync() == Environments, TimeSpan.FromMinutes(1));
        await town.AdvanceAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        return town;
    }
}
