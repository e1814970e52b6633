using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Builds.Pods;

/// <summary>The operator dies before or after each of its writes while a pod builds, fails and builds again. The next one goes on.</summary>
public sealed class BuildPodCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_operator_that_dies_at_any_write_is_finished_by_the_next_one(bool afterTheEffect)
    {
        var node = new BuildNode();
        // Every other one fails, so that the next build begins with a pod that fails once.
        node.Instead = (number, pod, _) => number % 2 == 1 ? BuildNode.Fail(pod, 75, "not now") : null;
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilReadyAsync();
        await cluster.UntilQuietAsync();
        var deaths = 0;
        for (var (point, died) = (1, true); died; point++)
        {
            var source = $"https://files.example.com/{point}.mda";
            died = await cluster.WithDeathAsync(point, afterTheEffect, () => cluster.ApplyAsync(BuildPodCluster.App(source)), async () =>
            {
                await cluster.UntilReadyAsync();
                await cluster.UntilClearAsync();
                var build = (await cluster.FindAsync<Build>("crm-build"))!;
                Assert.Equal(build.Metadata.Generation, build.Status!.BuiltGeneration);
                Assert.Equal(build.Status.Image, await cluster.DeployedImageAsync());
                // One name for each source, whoever builds it and how often.
                Assert.Single(node.Pods.Where(pod => pod.Task.Source == source).Select(pod => pod.Task.Target).Distinct());
                Assert.Equal(node.Pods[^1].Task.Target, build.Status.Tag);
            });
            deaths += died ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{deaths} deaths");
        Assert.True(deaths > 15, $"{deaths} deaths");
    }
}
