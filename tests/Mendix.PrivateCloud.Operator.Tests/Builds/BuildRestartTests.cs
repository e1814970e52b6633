using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>What an operator that stops or dies leaves of a build, the next one takes up by what it sees.</summary>
[Collection(nameof(BuildCase))]
public sealed class BuildRestartTests(RegistryFixture registries)
{
    [Fact]
    public async Task What_is_built_is_neither_built_nor_written_again()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        await build.ApplyAsync();
        await build.UntilReadyAsync();
        await build.Cluster.UntilAtRestAsync();
        await build.Cluster.StopOperatorAsync();
        var writes = build.Cluster.Writes.Count();

        await build.Cluster.StartOperatorAsync();
        await build.Cluster.UntilQuietAsync();

        Assert.Empty(build.Cluster.Writes.Skip(writes).Select(request => $"{request.Verb} {request.Path}"));
        Assert.Single(build.Source.Ranges);
    }

    [Fact]
    public async Task A_build_that_was_cut_off_is_said_to_go_on_and_does_under_the_same_name()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        var held = build.HoldNextDownload();
        await build.ApplyAsync();
        await held;
        await build.Cluster.StopOperatorAsync();
        var cutOff = await build.StatusAsync();

        await build.Cluster.StartOperatorAsync();
        await build.UntilReadyAsync();

        Assert.Equal(("Processing", "Building"), (cutOff.Phase, cutOff.Conditions!.Single(condition => condition.Type == "Ready").Reason));
        Assert.NotNull(cutOff.StartTime);
        Assert.Equal(cutOff.StartTime, (await build.StatusAsync()).StartTime);
        Assert.Equal($"1.4.0-{cutOff.StartTime:yyyyMMdd.HHmmss.fff}", Assert.Single(build.Tags()));
        Assert.Equal(2, build.Source.Ranges.Count);
    }

    [Fact]
    public async Task Nothing_is_pushed_twice_when_the_outcome_could_not_be_written()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        var isPushed = false;
        build.Cluster.BeforeRequest = request =>
        {
            // From the push on, no status of a build can be written: the next operator knows nothing of it.
            isPushed = isPushed || build.Tags().Any();
            return ValueTask.FromResult(isPushed && request is { Resource: "builds", Subresource: "status" } ? LocalFault.Status(500, "InternalError") : null);
        };
        await build.ApplyAsync();
        await OperatorCluster.PollAsync(() => Task.FromResult(isPushed));
        await build.Cluster.StopOperatorAsync();
        var (pushed, log) = (build.Pushed(), (await build.Registry.ReadLogAsync()).Count);

        build.Cluster.BeforeRequest = _ => ValueTask.FromResult<LocalFault?>(null);
        await build.Cluster.StartOperatorAsync();
        await build.UntilReadyAsync();

        Assert.Equal(pushed, build.Pushed());
        Assert.DoesNotContain((await build.Registry.ReadLogAsync()).Skip(log), line =>
            line.Contains($"/{build.Repository}/", StringComparison.Ordinal) && (line.Contains("PATCH ", StringComparison.Ordinal) || line.Contains("PUT ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_copy_that_lags_behind_starts_no_second_build()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain, transport: SlowWatch.Of("builds", TimeSpan.FromMilliseconds(500)));
        await build.ApplyAsync();
        await build.Cluster.UntilAsync<Build>(BuildCase.BuildName, seen => seen.Status?.BuiltGeneration == 1);

        // Has builds looked at again, of which the operator has not heard yet that this one is built.
        build.Configuration.Spec!.Registry!.PullUrl = "pull.example.com";
        await build.Cluster.ApplyAsync(build.Configuration);
        await build.UntilReadyAsync();
        await build.Cluster.UntilQuietAsync();

        Assert.Single(build.Source.Ranges);
    }
}
