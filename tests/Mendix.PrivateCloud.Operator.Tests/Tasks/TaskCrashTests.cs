using Mendix.PrivateCloud.Kubernetes.Resources;
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
            died = await cluster.WithDeathAsync(point, afterTheEffect, async () => await cluster.ApplyAsync(Samples.App("crm")), async () =>
            {
                await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
                await cluster.UntilGoneAsync<Pod>("crm-database");
                var (name, password) = await TaskPodTests.CredentialsAsync(cluster);
                Assert.Equal(password, Assert.Single(cluster.Shelf.Things).Value.Password);
                Assert.Equal(name, cluster.Shelf.Things.Single().Key);
            });
            died |= await cluster.WithDeathAsync(
                point, afterTheEffect, () => cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: TestContext.Current.CancellationToken), () => cluster.UntilGoneAsync("crm"));
            deaths += died ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{deaths} deaths");
        Assert.True(deaths > 15, $"{deaths} deaths");
    }
}
