using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>A deployment package becomes the image of an environment.</summary>
[Collection(nameof(BuildCase))]
public sealed class BuildTests(RegistryFixture registries)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_becomes_an_image_and_the_workload_names_it_by_its_digest()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        build.Configuration.Spec!.Registry!.PullUrl = "pull.example.com/elsewhere";
        await build.ApplyAsync();

        var app = await build.UntilReadyAsync();

        var status = await build.StatusAsync();
        var inspected = JsonNode.Parse(await RegistryFixture.SkopeoAsync(build.Registry, "inspect", $"docker://{status.Tag}"))!;
        Assert.Equal($"pull.example.com/elsewhere/crm@{inspected["Digest"]}", status.Image);
        Assert.Equal(status.Image, await build.DeployedImageAsync());
        Assert.StartsWith($"{build.Registry.Address}/{build.Repository}/crm:1.4.0-", status.Tag, StringComparison.Ordinal);
        Assert.StartsWith($"{build.Registry.Address}/mendix/runtime@sha256:", status.BaseImage, StringComparison.Ordinal);
        Assert.Equal(("10.24.3.64871", 21, "1.4.0.512", 1L), (status.RuntimeVersion, status.JavaVersion, status.ModelVersion, status.BuiltGeneration));
        Assert.Null(status.Progress);
        Assert.Equal("Ready", app.Status!.BuildStatus);
        Assert.Empty(build.WorkFolder);
        Assert.Single(build.Source.Ranges);
        await OperatorCluster.PollAsync(async () => (await build.Cluster.User.ListAsync<Event>(OperatorCluster.Namespace, cancellationToken: Cancellation))
            .Items.Any(told => told is { Reason: "Built", InvolvedObject.Name: BuildCase.BuildName }));
    }

    [Fact]
    public async Task A_newer_source_cancels_the_build_of_the_one_before()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        var held = build.HoldNextDownload();
        await build.ApplyAsync();
        var first = await held;
        await using var newer = await PackageServer.StartAsync(TestPackage.Usual().File("web/new.html", "new").Zip());

        var aborted = BuildCase.UntilAbortedAsync(first);
        await build.ApplyAppAsync(newer.Package, version: "1.5.0");

        await aborted;
        await build.UntilReadyAsync();
        Assert.StartsWith("1.5.0-", Assert.Single(build.Tags()), StringComparison.Ordinal);
        Assert.Single(build.Source.Ranges);
        Assert.Equal(2, (await build.StatusAsync()).BuiltGeneration);
    }

    [Fact]
    public async Task An_app_that_goes_away_cancels_its_build()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        var held = build.HoldNextDownload();
        await build.ApplyAsync();
        var download = await held;

        var aborted = BuildCase.UntilAbortedAsync(download);
        await build.Cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, BuildCase.App, cancellationToken: Cancellation);

        await aborted;
        await build.Cluster.UntilGoneAsync<Build>(BuildCase.BuildName);
        Assert.Empty(build.Pushed());
        await OperatorCluster.PollAsync(() => Task.FromResult(!build.WorkFolder.Any()));
    }

    [Fact]
    public async Task The_same_package_under_another_address_restarts_nothing()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        await build.ApplyAsync();
        await build.UntilReadyAsync();
        var (image, layers) = (await build.DeployedImageAsync(), build.Pushed().Count(file => file.Contains("/_layers/", StringComparison.Ordinal)));
        var deployment = await build.Cluster.FindAsync<Deployment>("crm-master");

        await build.ApplyAppAsync(new Uri(build.Source.Package + "-renewed"));
        await build.Cluster.UntilAsync<Build>(BuildCase.BuildName, seen => seen.Status?.BuiltGeneration == 2);
        await build.UntilReadyAsync();

        Assert.Equal(image, await build.DeployedImageAsync());
        Assert.Equal(deployment!.Metadata.Generation, (await build.Cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation);
        Assert.Equal(layers, build.Pushed().Count(file => file.Contains("/_layers/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Builds_wait_for_each_other_and_nothing_else_waits_for_them()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain, options => options.BuildControllers.MaxConcurrency = 1);
        var first = build.HoldNextDownload();
        await build.ApplyAsync();
        var held = await first;

        await build.ApplyAppAsync(name: "hrm");
        await build.Cluster.UntilAsync<MendixApp>("hrm", app => app.Status is { DatabaseStatus: "Ready", StorageStatus: "Ready", NetworkStatus: "Ready" });

        Assert.Single(build.Source.Ranges);
        held.Abort();
        await build.UntilReadyAsync("hrm");
        await build.UntilReadyAsync();
    }

    [Fact]
    public async Task A_registry_that_changes_does_not_build_anew_what_is_built()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        await build.ApplyAsync();
        await build.UntilReadyAsync();
        await build.Cluster.UntilQuietAsync();
        var pushed = build.Pushed();

        build.Configuration.Spec!.Registry!.ImageNameTemplate = "other/{{.Name}}:{{.Generation}}";
        await build.Cluster.ApplyAsync(build.Configuration);
        await build.Cluster.UntilQuietAsync();

        Assert.Single(build.Source.Ranges);
        Assert.Equal(pushed, build.Pushed());
    }
}
