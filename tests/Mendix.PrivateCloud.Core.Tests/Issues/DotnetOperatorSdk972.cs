using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Tests.Reconciling;

namespace Mendix.PrivateCloud.Tests.Issues;

/// <summary>
/// dotnet/dotnet-operator-sdk #972. The thread itself could not be read; this is our reading of it, from the change that followed it (runs
/// that give a result): an exception out of a reconcile was logged, and the object was not looked at again until somebody changed it. With
/// us a run that throws is tried again without any change, and never more rarely than the longest back-off.
/// </summary>
public sealed class DotnetOperatorSdk972
{
    [Fact]
    public async Task A_run_that_throws_is_tried_again_until_it_works_without_any_change()
    {
        ControllerFixture? self = null;
        await using var fixture = new ControllerFixture(
            _ => self!.Clock.Elapsed < TimeSpan.FromHours(2) ? throw new InvalidOperationException("not yet") : ReconcileResult.Done,
            new ControllerOptions { BackoffJitter = 0, BackoffMax = TimeSpan.FromMinutes(5), ResyncPeriod = TimeSpan.Zero });
        self = fixture;
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(3 * 3600);

        var times = fixture.TimesOf("a");
        Assert.InRange(times[^1], 7200, 7500);
        Assert.All(times.Zip(times[1..]), pair => Assert.InRange(pair.Second - pair.First, 0, 300.001));
    }
}
