using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Tests.Reconciling;

namespace Mendix.PrivateCloud.Tests.Issues;

/// <summary>
/// dotnet/dotnet-operator-sdk #977: what came from the watch and what came from the timer went through two doors, so that one object was
/// reconciled twice at the same time. With us everything goes through one queue: whatever asks, and however many workers are free, a key
/// is with one of them at most.
/// </summary>
public sealed class DotnetOperatorSdk977
{
    private const int Keys = 3;
    private const int Rounds = 2000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Events_timers_newer_wishes_and_resyncs_never_meet_in_one_object(int seed)
    {
        var inside = new int[Keys];
        var overlaps = 0;
        await using var fixture = new ControllerFixture(
            async (key, _) =>
            {
                var index = int.Parse(key);
                if (Interlocked.Increment(ref inside[index]) > 1)
                {
                    Interlocked.Increment(ref overlaps);
                }

                await Task.Yield();
                Interlocked.Decrement(ref inside[index]);
                return ReconcileResult.After(TimeSpan.FromMilliseconds(1));
            },
            new ControllerOptions { MaxConcurrency = 8, BackoffJitter = 0 });
        fixture.Controller.Start();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(task => Task.Run(async () =>
        {
            var random = new Random((seed * 10) + task);
            for (var round = 0; round < Rounds; round++)
            {
                Ask(fixture, random);
                if (round % 20 == 0)
                {
                    await Task.Yield();
                }
            }
        })));
        await Task.Run(() => fixture.Clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(0, overlaps);
        Assert.Equal(Keys, fixture.Runs.Select(run => run.Key).Distinct().Count());
    }

    private static void Ask(ControllerFixture fixture, Random random)
    {
        var key = $"{random.Next(Keys)}";
        switch (random.Next(5))
        {
            case 0:
                fixture.Controller.Supersede(key);
                break;
            case 1:
                fixture.Controller.EnqueueAfter(key, TimeSpan.FromMilliseconds(random.Next(1, 3)));
                break;
            case 2:
                fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));
                break;
            default:
                fixture.Controller.Enqueue(key, (WorkPriority)random.Next(2));
                break;
        }
    }
}
