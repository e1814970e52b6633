using System.Text.RegularExpressions;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Builds;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>How far a build is can be seen, at the price of a few writes.</summary>
[Collection(nameof(BuildCase))]
public sealed class BuildProgressTests(RegistryFixture registries)
{
    [Fact]
    public void A_gigabyte_makes_as_few_steps_as_a_megabyte()
    {
        foreach (var size in new long[] { 1 << 20, 1 << 30 })
        {
            var steps = Enum.GetValues<ImageBuildStep>().SelectMany(step => Enumerable.Range(0, 1025)
                .Select(part => ProgressSteps.Of(new ImageBuildProgress(step, size / 1024 * part, size, 0, 3)))).ToList();

            Assert.Equal(steps.Order(), steps);
            Assert.Equal(ProgressSteps.Most, steps.Distinct().Count());
        }
    }

    [Fact]
    public void A_download_of_unknown_length_makes_a_step_each_time_it_has_doubled()
    {
        var steps = Enumerable.Range(0, 1025).Select(mebibytes =>
            ProgressSteps.Of(new ImageBuildProgress(ImageBuildStep.Downloading, (long)mebibytes << 20, null, 0, 0))).ToList();

        Assert.Equal(steps.Order(), steps);
        Assert.Equal([0, 1, 2, 3, 4, 5], steps.Distinct());
    }

    [Fact]
    public async Task Bytes_and_layers_are_in_the_status_while_it_is_built_and_few_writes_tell_them()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        var content = TestPackage.Usual().File("web/big", new byte[8 << 20], level: System.IO.Compression.CompressionLevel.NoCompression).Zip();
        var go = new TaskCompletionSource();
        build.Source.Instead.Enqueue(async context =>
        {
            context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
            await context.Response.Body.FlushAsync();
            await go.Task;
            await context.Response.Body.WriteAsync(content.AsMemory(content.Length / 2));
        });
        await build.ApplyAsync();

        var seen = await build.Cluster.UntilAsync<Build>(BuildCase.BuildName, found => found.Status?.Progress?.Bytes > 0);
        var app = await build.Cluster.UntilAsync<MendixApp>(
            BuildCase.App, found => found.ReadyCondition()?.Message is { } message && Regex.IsMatch(message, @"is being downloaded: [1-4]\.\d of 8\.4 MB"));
        go.SetResult();
        await build.UntilReadyAsync();

        Assert.Equal(("Downloading", content.Length), (seen.Status!.Progress!.Step, seen.Status.Progress.TotalBytes));
        Assert.Equal("Processing", app.Status!.MendixAppState);
        var writes = build.Cluster.Writes.Count(request => request is { Resource: "builds", Subresource: "status" });
        Assert.InRange(writes, 3, ProgressSteps.Most + 2);
    }

    [Fact]
    public async Task A_quick_build_writes_that_it_began_and_that_it_ended()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        await build.ApplyAsync();
        await build.UntilReadyAsync();
        await build.Cluster.UntilQuietAsync();

        // One more for each second that a machine under load takes for it.
        Assert.InRange(build.Cluster.Writes.Count(request => request is { Resource: "builds", Subresource: "status" }), 2, ProgressSteps.Most);
    }
}
