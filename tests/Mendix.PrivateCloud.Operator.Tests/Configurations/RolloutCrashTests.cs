using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Configurations;

/// <summary>
/// The operator dies before and after each write of a roll-out. The next one finishes it, and at no moment are more environments in the
/// middle of it than there are places.
/// </summary>
public sealed class RolloutCrashTests
{
    private static readonly string[] Names = ["a", "b"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_operator_that_dies_at_any_write_is_followed_by_one_that_goes_on(bool afterTheEffect)
    {
        var node = new HeldNode();
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure, node: node);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Wave(0));
        foreach (var name in Names)
        {
            await cluster.ApplyAsync(Samples.App(name));
            await cluster.UntilAsync<MendixApp>(name, Samples.IsReady);
        }

        await cluster.UntilConfigurationAsync(seen => seen.IsReady() && seen.Status!.Rollout!.Ready == Names.Length);
        var watch = new MiddleWatch(cluster);
        var writes = await RollOutAsync(cluster, watch, 1, point: int.MaxValue, afterTheEffect);
        var deaths = 0;
        for (var point = 1; point <= writes; point++)
        {
            await RollOutAsync(cluster, watch, point + 1, point, afterTheEffect);
            deaths++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{writes} writes in a roll-out to {Names.Length} environments, {deaths} deaths, at most {watch.Most} in the middle.");
        Assert.Equal(1, watch.Most);
    }

    private static async Task<int> RollOutAsync(OperatorCluster cluster, MiddleWatch watch, int number, int point, bool afterTheEffect)
    {
        var count = 0;
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async ValueTask<LocalFault?> OnAsync(LocalRequest request, bool isNow)
        {
            var isWrite = request.Verb is "create" or "update" or "patch" or "delete" && request.Resource != "events";
            if (isNow && isWrite && Interlocked.Increment(ref count) == point)
            {
                died.TrySetResult();
            }

            await watch.LookAsync(request, isDead: died.Task.IsCompleted);
            return died.Task.IsCompleted ? LocalFault.DroppedConnection : null;
        }

        cluster.BeforeRequest = request => OnAsync(request, !afterTheEffect);
        cluster.AfterRequest = request => OnAsync(request, afterTheEffect);
        await cluster.ApplyAsync(Wave(number));
        var done = cluster.UntilConfigurationAsync(seen => seen.IsReady() && seen.Status!.Rollout!.Updated == Names.Length);
        await Task.WhenAny(died.Task, done);
        if (died.Task.IsCompleted)
        {
            await cluster.StopOperatorAsync();
            cluster.BeforeRequest = request => OnAsync(request, false);
            cluster.AfterRequest = request => OnAsync(request, false);
            died = new TaskCompletionSource();
            point = int.MaxValue;
            await cluster.StartOperatorAsync();
        }

        await done;
        foreach (var name in Names)
        {
            await cluster.UntilAsync<Deployment>($"{name}-master", deployment => deployment.Spec!.Template!.Metadata!.Labels!["wave"] == $"{number}");
        }

        await cluster.UntilQuietAsync();
        cluster.BeforeRequest = cluster.AfterRequest = _ => default;
        return count;
    }

    private static OperatorConfiguration Wave(int number) => Configuration(spec =>
    {
        spec.CustomPodLabels = new GeneralMap { General = new() { ["wave"] = $"{number}" } };
        spec.Rollout = new OperatorRollout { MaxUnavailable = 1 };
    });

    /// <summary>Counts, whenever the operator begins with an environment, those that it has begun with and that are not Ready.</summary>
    private sealed class MiddleWatch(OperatorCluster cluster)
    {
        private readonly Lock _gate = new();

        public int Most { get; private set; }

        public async Task LookAsync(LocalRequest request, bool isDead)
        {
            if (isDead || request is not { Verb: "patch", Resource: "endpoints", Subresource: "" } || request.StatusCode == 0)
            {
                return;
            }

            var configuration = (await cluster.FindAsync<OperatorConfiguration>(OperatorConfiguration.ObjectName))!;
            var newest = configuration.Status?.Rollout?.Revision;
            var middle = 0;
            foreach (var name in Names)
            {
                var (endpoint, runtime) = (await cluster.FindAsync<Endpoint>($"{name}-endpoint"), await cluster.FindAsync<Runtime>(name));
                var isReady = runtime?.Revision() == newest && runtime?.Status?.Phase == "Ready" && runtime.Status.ObservedGeneration == runtime.Metadata.Generation;
                middle += endpoint?.Revision() == newest && !isReady ? 1 : 0;
            }

            lock (_gate)
            {
                Most = Math.Max(Most, middle);
            }
        }
    }
}
