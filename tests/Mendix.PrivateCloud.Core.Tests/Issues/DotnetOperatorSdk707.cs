using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Tests.Reconciling;

namespace Mendix.PrivateCloud.Tests.Issues;

/// <summary>
/// dotnet/dotnet-operator-sdk #707: a controller that looked every few seconds and wrote the status each time stopped looking after a random
/// number of rounds, when the event of its own write met the timer. With us the interval holds for hours, whenever the events come: between
/// two runs there is never more than the time that was asked for.
/// </summary>
public sealed class DotnetOperatorSdk707
{
    private const double Interval = 5;
    private const double Hours = 2 * 3600;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Looking_at_intervals_never_ends_whenever_the_events_of_the_own_writes_come(int seed)
    {
        var random = new Random(seed);
        ControllerFixture? self = null;
        await using var fixture = new ControllerFixture(key =>
        {
            // Before the run is over, in the same instant as the timer, or at any time in between.
            switch (random.Next(4))
            {
                case 0:
                    self!.Controller.EnqueueAfter(key, TimeSpan.FromSeconds(Interval));
                    break;
                case 1:
                    self!.Controller.EnqueueAfter(key, TimeSpan.FromSeconds(random.NextDouble() * Interval * 1.1));
                    break;
                case 2 when random.Next(3) == 0:
                    self!.Controller.Enqueue(key);
                    break;
            }

            return ReconcileResult.After(TimeSpan.FromSeconds(Interval));
        });
        self = fixture;
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(Hours);

        var times = fixture.TimesOf("a");
        Assert.All(times.Zip(times[1..]), pair => Assert.InRange(pair.Second - pair.First, 0, Interval + 0.001));
        Assert.InRange(times[^1], Hours - Interval - 0.001, Hours);
    }
}
