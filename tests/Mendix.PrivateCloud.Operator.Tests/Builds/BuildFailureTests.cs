using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>A build that fails says why, leaves what runs alone, and is repeated where that can help.</summary>
[Collection(nameof(BuildCase))]
public sealed class BuildFailureTests(RegistryFixture registries)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bad_package_is_downloaded_once_and_a_good_one_heals()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain, options => options.BuildControllers.ResyncPeriod = TimeSpan.FromSeconds(1));
        build.Source.Content = "<html>Please log in</html>"u8.ToArray();
        await build.ApplyAsync();

        var app = await build.UntilAsync("BuildFailed");

        Assert.Equal("Failed", app.Status!.BuildStatus);
        Assert.Contains("is not a zip archive, or is damaged; it begins like a web page", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Empty(build.Pushed());
        // Some resyncs, and a new operator. Too short a wait could only hide a fault.
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);
        await build.Cluster.StopOperatorAsync();
        await build.Cluster.StartOperatorAsync();
        await build.Cluster.UntilQuietAsync();
        Assert.Single(build.Source.Ranges);

        await using var good = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        await build.ApplyAppAsync(good.Package);
        await build.UntilReadyAsync();
    }

    [Fact]
    public async Task What_runs_stays_on_its_image_and_can_be_scaled()
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        await build.ApplyAsync();
        await build.UntilReadyAsync();
        var (image, tags) = (await build.DeployedImageAsync(), build.Tags().ToList());
        await using var bad = await PackageServer.StartAsync(new TestPackage().File("web/index.html", "x").Zip());

        await build.ApplyAppAsync(bad.Package, version: "1.5.0");
        var app = await build.UntilAsync("BuildFailed");
        await build.ApplyAppAsync(bad.Package, version: "1.5.0", replicas: 0);
        await build.Cluster.UntilAsync<Deployment>("crm-master", deployment => deployment.Spec!.Replicas == 0);

        Assert.Contains("has no model/metadata.json", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains($"The app stays on its image {image}.", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal(image, await build.DeployedImageAsync());
        Assert.Equal(tags, build.Tags());
        await build.ApplyAppAsync(build.Source.Package, replicas: 1);
        await build.UntilReadyAsync();
    }

    [Fact]
    public async Task A_server_that_is_away_for_a_while_is_asked_again()
    {
        // Long enough to be seen from afar.
        await using var build = await BuildCase.StartAsync(registries.Plain, options =>
        {
            options.BuildControllers.BackoffInitial = TimeSpan.FromSeconds(5);
            options.ConfigureImageBuilds += image => image.MaxRetries = 0;
        });
        for (var attempt = 0; attempt < 2; attempt++)
        {
            build.Source.Instead.Enqueue(context =>
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
            });
        }

        await build.ApplyAsync();

        var app = await build.UntilAsync("BuildRetried");
        Assert.Equal("Processing", app.Status!.BuildStatus);
        Assert.Contains("answered HTTP 503. It is tried again.", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        await build.UntilReadyAsync();
        Assert.Equal(3, build.Source.Ranges.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task The_signature_of_an_address_is_told_nowhere(int answer)
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        for (var attempt = 0; answer != 200 && attempt < 1000; attempt++)
        {
            build.Source.Instead.Enqueue(context =>
            {
                if (answer == 0)
                {
                    context.Abort();
                }

                context.Response.StatusCode = answer;
                return Task.CompletedTask;
            });
        }

        await build.ApplyAsync();
        await (answer switch
        {
            200 => build.UntilReadyAsync(),
            403 or 404 => build.UntilAsync("BuildFailed"),
            _ => build.UntilAsync("BuildRetried"),
        });

        Assert.Contains("s3cret", build.Source.Package.Query, StringComparison.Ordinal);
        Assert.DoesNotContain(build.Cluster.Logs.Lines, line => line.Contains("s3cret", StringComparison.Ordinal));
        var app = await build.Cluster.FindAsync<MendixApp>(BuildCase.App);
        Assert.DoesNotContain("s3cret", JsonSerializer.Serialize(app!.Status), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", JsonSerializer.Serialize(await build.StatusAsync()), StringComparison.Ordinal);
        var events = await build.Cluster.User.ListAsync<Event>(OperatorCluster.Namespace, cancellationToken: Cancellation);
        Assert.DoesNotContain("s3cret", JsonSerializer.Serialize(events.Items), StringComparison.Ordinal);
    }
}
