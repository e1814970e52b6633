using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Faults;

/// <summary>
/// The operator dies before and after each of its writes. The next one must bring about what an undisturbed run does:
/// the same objects, one tenant, one password that works, and after a deletion nothing.
/// </summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_operator_that_dies_at_any_write_is_finished_by_the_next_one(bool afterTheEffect)
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        var (undisturbed, creation, deletion) = await Undisturbed.RunAsync(cluster);

        for (var point = 1; point <= Math.Max(creation, deletion); point++)
        {
            var environment = new FaultCase(cluster, $"crash-{point}");
            await environment.PrepareAsync();

            await WithCrashAsync(cluster, environment, point, afterTheEffect, () => environment.ApplyAppAsync(), () => environment.UntilAsInAsync(undisturbed));
            await WithCrashAsync(cluster, environment, point, afterTheEffect, environment.DeleteAppAsync, environment.UntilNothingIsLeftAsync);
        }
    }

    private static async Task WithCrashAsync(
        OperatorCluster cluster, FaultCase environment, int point, bool afterTheEffect, Func<Task> wish, Func<Task> settled)
    {
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ValueTask<LocalFault?> Die(LocalRequest request, bool isNow)
        {
            if (isNow && environment.Count(request) == point)
            {
                died.TrySetResult();
            }

            return ValueTask.FromResult(died.Task.IsCompleted ? LocalFault.DroppedConnection : null);
        }

        environment.Restart();
        cluster.BeforeRequest = request => Die(request, !afterTheEffect);
        cluster.AfterRequest = request => Die(request, afterTheEffect);
        // The dead have no effects either.
        cluster.Shelf.BeforeEffect = token => died.Task.IsCompleted ? Task.Delay(Timeout.InfiniteTimeSpan, token) : Task.CompletedTask;
        await wish();

        // A run may need fewer writes than the undisturbed one did.
        await Task.WhenAny(died.Task, settled());
        if (died.Task.IsCompleted)
        {
            await cluster.StopOperatorAsync();
        }

        cluster.BeforeRequest = cluster.AfterRequest = _ => default;
        cluster.Shelf.BeforeEffect = _ => Task.CompletedTask;
        if (died.Task.IsCompleted)
        {
            await cluster.StartOperatorAsync();
        }

        await settled();
    }
}
