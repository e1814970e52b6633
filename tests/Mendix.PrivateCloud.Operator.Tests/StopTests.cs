using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>A host that stops waits for the work that is under way, and not for ever.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task An_effect_that_listens_to_nobody_does_not_hold_the_stop_beyond_its_deadline()
    {
        await using var cluster = await OperatorCluster.StartAsync(options =>
        {
            options.StorageControllers.StopTimeout = TimeSpan.FromMilliseconds(100);
            options.StorageControllers.CancellationTimeout = TimeSpan.FromMilliseconds(100);
        });
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Shelf.BeforeEffect = _ =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
        };
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await reached.Task.WaitAsync(TestContext.Current.CancellationToken);

        // The host's own patience is 30 seconds; that of the controllers must have ended it long before.
        await cluster.StopOperatorAsync().WaitAsync(TimeSpan.FromSeconds(25), TestContext.Current.CancellationToken);

        cluster.Shelf.BeforeEffect = _ => Task.CompletedTask;
        await cluster.StartOperatorAsync();
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.Single(cluster.Shelf.Things);
    }
}
