using Mendix.PrivateCloud.Kubernetes.Tests.Informers;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Issues;

/// <summary>
/// dotnet/dotnet-operator-sdk #824: each time that a watch was renewed a little memory stayed behind, so that an operator with nothing to do
/// doubled in size over a night. Of a watch that is over we keep nothing: no timer, no registration, no stream.
/// </summary>
public sealed class DotnetOperatorSdk824
{
    private const int Rounds = 1000;

    [Fact]
    public async Task A_thousand_renewed_watches_leave_nothing_behind()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        var ended = new List<WeakReference>();
        for (var round = 0; round < Rounds; round++)
        {
            ended.Add(new WeakReference(watch.ReaderSide));
            watch = await RenewAsync(fixture, watch);
        }

        await watch.ConsumedAsync();
        await Eventually.TrueAsync(() => fixture.Time.ArmedTimers == 1, "only the present watch has a timer", TestContext.Current.CancellationToken);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // The last few may still be on a stack or in a pooled state machine.
        Assert.InRange(ended.Count(reference => reference.IsAlive), 0, 5);
    }

    private static async Task<ScriptedStream> RenewAsync(InformerFixture fixture, ScriptedStream watch)
    {
        await watch.ConsumedAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        await watch.EndAsync();
        return (await fixture.Api.NextAsync("watch=true")).Stream();
    }
}
