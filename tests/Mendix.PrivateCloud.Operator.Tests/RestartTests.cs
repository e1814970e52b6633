using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>An operator that comes, goes and rests: what is as it should be is not touched.</summary>
public sealed class RestartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restarted_operator_finds_everything_as_it_left_it()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.UntilAtRestAsync();
        await cluster.StopOperatorAsync();
        var (writes, effects) = (cluster.Writes.Count(), cluster.Shelf.Effects);

        await cluster.StartOperatorAsync();
        await OperatorCluster.PollAsync(() => Task.FromResult(cluster.Shelf.Checks >= 2));
        await cluster.UntilQuietAsync();

        Assert.Equal(effects, cluster.Shelf.Effects);
        Assert.Empty(cluster.Writes.Skip(writes).Select(write => $"{write.Verb} {write.Path}"));
    }

    [Fact]
    public async Task An_operator_that_ends_in_the_middle_of_an_effect_goes_on_where_it_was()
    {
        await using var cluster = await OperatorCluster.StartAsync(options =>
        {
            options.StorageControllers.StopTimeout = TimeSpan.Zero;
        });
        var reached = new TaskCompletionSource();
        cluster.Shelf.BeforeEffect = token =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        };
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await reached.Task.WaitAsync(Cancellation);
        await cluster.StopOperatorAsync();
        cluster.Shelf.BeforeEffect = _ => Task.CompletedTask;

        await cluster.StartOperatorAsync();

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.Single(cluster.Shelf.Things);
    }

    [Fact]
    public async Task At_rest_resyncs_write_nothing_and_ask_no_storage_server()
    {
        await using var cluster = await OperatorCluster.StartAsync(options =>
        {
            options.Controllers.ResyncPeriod = TimeSpan.FromSeconds(1);
            options.StorageControllers.ResyncPeriod = TimeSpan.FromSeconds(1);
        });
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilAtRestAsync();
        var (requests, effects, checks) = (cluster.Requests.Count, cluster.Shelf.Effects, cluster.Shelf.Checks);

        // Several resyncs. Too short a wait could only hide a fault, never invent one.
        await Task.Delay(TimeSpan.FromSeconds(4), Cancellation);

        Assert.Empty(cluster.Requests.Skip(requests).Select(request => $"{request.Verb} {request.Path}"));
        Assert.Equal((effects, checks), (cluster.Shelf.Effects, cluster.Shelf.Checks));
    }
}
