namespace Mendix.PrivateCloud.FaultMatrix.Groups;

/// <summary>What goes wrong for one environment, or on one server, is not felt by the others.</summary>
[Collection(AloneCollection.Name)]
public sealed class CrowdTests
{
    private const int Many = 1_000;

    [Fact]
    public async Task Environments_that_always_fail_do_not_slow_a_thousand_others()
    {
        await Matrix.RunAsync("Poison", [new MatrixCase("1,000 beside 2", async _ =>
        {
            var (alone, callsAlone) = await TimeAsync(1, poison: false);
            var (together, callsTogether) = await TimeAsync(Many, poison: true);

            // In steps of the pause that progress is told with. Work takes no time here, waiting for another one would.
            Assert.InRange(together, TimeSpan.Zero, alone + TimeSpan.FromSeconds(2));
            Assert.InRange(callsTogether, 0, (callsAlone * Many) + (20 * callsAlone));
        })]);

        static async Task<(TimeSpan Time, int Calls)> TimeAsync(int count, bool poison)
        {
            await using var town = await VirtualTown.StartAsync("good", ShelfServer.Nowhere, ShelfServer.Silent);
            if (poison)
            {
                await town.ApplyAsync(ShelfServer.Nowhere, "poison-one");
                await town.ApplyAsync(ShelfServer.Silent, "poison-two");
                await town.AdvanceAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
            }

            town.Case.Wire.Restart();
            await town.ApplyAsync("good", Enumerable.Range(0, count).Select(number => $"app-{number}"));
            var time = await town.AdvanceUntilAsync(async () => await town.CountReadyAsync() == count, TimeSpan.FromMinutes(5));
            return (time, town.Case.Wire.Effects.Count());
        }
    }

    [Fact]
    public async Task A_storage_server_that_is_down_for_an_hour_is_asked_seldom_and_everything_recovers()
    {
        await Matrix.RunAsync("Outage", [new MatrixCase("an hour", async _ =>
        {
            await using var town = await VirtualTown.StartAsync("good");
            await town.ApplyAsync("good", Enumerable.Range(0, 20).Select(number => $"before-{number}"));
            await town.AdvanceUntilAsync(async () => await town.CountReadyAsync() == 20, TimeSpan.FromMinutes(1));
            await town.AdvanceAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));

            town.Case.Shelf.IsDown = true;
            var storage = town.Case.Shelf.Calls;
            await town.ApplyAsync("good", Enumerable.Range(0, 20).Select(number => $"meanwhile-{number}"));
            for (var number = 0; number < 5; number++)
            {
                await town.DeleteAsync($"before-{number}");
            }

            await town.AdvanceAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
            town.Case.Wire.Restart();
            await town.AdvanceAsync(TimeSpan.FromHours(1), TimeSpan.FromSeconds(5));

            // 25 that wait: about eleven attempts until the pause is five minutes, and one for each three and a half minutes thereafter.
            Assert.InRange(town.Case.Shelf.Calls - storage, 25 * 10, 26 * 32);
            // What is told already is not told again.
            Assert.InRange(town.Case.Wire.Effects.Count(), 0, 25);
            Assert.Equal(15, await town.CountReadyAsync());

            town.Case.Shelf.IsDown = false;
            await town.AdvanceUntilAsync(async () => await town.CountReadyAsync() == 35 && town.Case.Shelf.Things.Count == 35, TimeSpan.FromMinutes(6));
            Assert.Equal((40, 5), (town.Case.Shelf.Counts.Made, town.Case.Shelf.Counts.Removed));
        })]);
    }
}
