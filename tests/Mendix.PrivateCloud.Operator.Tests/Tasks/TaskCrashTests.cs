using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Tasks;

/// <summary>The operator dies before or after each of its writes while pods make and remove the tenant. The next one goes on.</summary>
public sealed class TaskCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_operator_that_dies_at_any_write_is_finished_by_the_next_one(bool afterTheEffect)
    {
        using var node = new TaskNode();
        await using var cluster = await TaskCluster.StartAsync(node);
        var deaths = 0;
        for (var (point, died) = (1, true); died; point++)
        {
            died = await WithDeathAsync(cluster, point, afterTheEffect, async () => await cluster.ApplyAsync(Samples.App("crm")), async () =>
            {
                await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
                await cluster.UntilGoneAsync<Pod>("crm-database");
                var (name, password) = await TaskPodTests.CredentialsAsync(cluster);
                Assert.Equal(password, Assert.Single(cluster.Shelf.Things).Value.Password);
                Assert.Equal(name, cluster.Shelf.Things.Single().Key);
            });
            died |= await WithDeathAsync(
                cluster, point, afterTheEffect, () => cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: TestContext.Current.CancellationToken), () => cluster.UntilGoneAsync("crm"));
            deaths += died ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{deaths} deaths");
        Assert.True(deaths > 15, $"{deaths} deaths");
    }

    private static async Task<bool> WithDeathAsync(OperatorCluster cluster, int point, bool afterTheEffect, Func<Task> wish, Func<Task> settled)
    {
        var writes = 0;
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ValueTask<LocalFault?> Die(LocalRequest request, bool isNow)
        {
            if (isNow && request.Verb is "create" or "update" or "patch" or "delete" && request.Resource != "events" && isNow && Interlocked.Increment(ref writes) == point)
            {
                died.TrySetResult();
            }

            return ValueTask.FromResult(died.Task.IsCompleted ? LocalFault.DroppedConnection : null);
        }

        cluster.BeforeRequest = request => Die(request, !afterTheEffect);
        cluster.AfterRequest = request => Die(request, afterTheEffect);
        await wish();
        await Task.WhenAny(died.Task, settled());
        var isDead = died.Task.IsCompleted;
        if (isDead)
        {
            await cluster.StopOperatorAsync();
        }

        cluster.BeforeRequest = cluster.AfterRequest = _ => default;
        if (isDead)
        {
            await cluster.StartOperatorAsync();
        }

        await settled();
        await cluster.UntilQuietAsync();
        return isDead;
    }
}
