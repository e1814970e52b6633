using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Tests.Reconciling;

namespace Mendix.PrivateCloud.Tests.Issues;

/// <summary>
/// dotnet/dotnet-operator-sdk #554: a reconcile wrote the status and asked to be run again after a time. The change that it had made itself
/// came back as an event, sometimes before the wish and sometimes after it, and took the wish away. With us every such event leads to a run,
/// and the run asks again: the next look is never lost, whichever comes first.
/// </summary>
public sealed class DotnetOperatorSdk554
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_written_by_the_run_itself_does_not_take_away_its_next_look(bool eventComesFirst)
    {
        ControllerFixture? self = null;
        await using var fixture = new ControllerFixture(key =>
        {
            if (self!.Runs.Count == 1)
            {
                // The status is written once; afterwards it is as it should be.
                self.Controller.EnqueueAfter(key, eventComesFirst ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
            }

            return ReconcileResult.After(TimeSpan.FromSeconds(10));
        });
        self = fixture;
        fixture.Controller.Start();
        fixture.Controller.Enqueue("a");
        await fixture.AdvanceAsync(35);

        Assert.Equal(eventComesFirst ? [0, 0, 10, 20, 30] : [0, 1, 11, 21, 31], fixture.TimesOf("a"));
    }
}
