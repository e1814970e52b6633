using System.Collections.Concurrent;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Faults;

/// <summary>The user deletes the environment right after the n-th write of its creation, for every n.</summary>
public sealed class DeletionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_at_any_stage_of_the_creation_leaves_nothing_and_the_name_can_be_used_at_once(bool again)
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        var (undisturbed, creation, _) = await Undisturbed.RunAsync(cluster);
        var cases = new ConcurrentDictionary<string, (FaultCase Environment, int Point, TaskCompletionSource Deleted)>();
        cluster.AfterRequest = async request =>
        {
            if (cases.TryGetValue(request.Namespace, out var known) && known.Environment.Count(request) == known.Point)
            {
                await known.Environment.DeleteAppAsync();
                if (again)
                {
                    await known.Environment.ApplyAppAsync();
                }

                known.Deleted.TrySetResult();
            }

            return null;
        };

        await Task.WhenAll(Enumerable.Range(1, creation).Select(RunAsync));

        async Task RunAsync(int point)
        {
            var environment = new FaultCase(cluster, $"stage-{point}");
            var deleted = new TaskCompletionSource();
            await environment.PrepareAsync();
            cases[environment.Namespace] = (environment, point, deleted);
            await environment.ApplyAppAsync();
            await Task.WhenAny(deleted.Task, environment.UntilAsInAsync(undisturbed));
            if (again)
            {
                await environment.UntilAsInAsync(undisturbed);
                return;
            }

            await environment.DeleteAppAsync();
            await environment.UntilNothingIsLeftAsync();
        }
    }
}
