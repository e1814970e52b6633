using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Faults;

/// <summary>The operator hears of the changes of one kind late. It may take longer, and nothing else.</summary>
public sealed class StaleViewTests
{
    [Theory]
    [InlineData("mendixapps")]
    [InlineData("storageplans")]
    [InlineData("storageinstances")]
    [InlineData("builds")]
    [InlineData("endpoints")]
    [InlineData("runtimes")]
    [InlineData("secrets")]
    [InlineData("services")]
    [InlineData("deployments")]
    public async Task An_old_view_of_one_kind_costs_time_and_nothing_else(string plural)
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure, transport: SlowWatch.Of(plural, TimeSpan.FromMilliseconds(150)));
        var environment = new FaultCase(cluster, "apps");
        await environment.PrepareAsync();
        // A write that is lost, and a repeat of it that works from an old view.
        cluster.AfterRequest = request => ValueTask.FromResult(
            request is { Resource: "storageinstances", Subresource: "status" } && environment.Count(request) == 3 ? LocalFault.Status(500, "InternalError") : null);

        await environment.ApplyAppAsync();
        await environment.UntilReadyAsync();
        await cluster.UntilQuietAsync();
        await environment.AssertCredentialsAsync();
        Assert.Equal(1, cluster.Shelf.Effects);

        await environment.DeleteAppAsync();
        await environment.ApplyAppAsync();
        await environment.UntilReadyAsync();
        await cluster.UntilQuietAsync();
        await environment.AssertCredentialsAsync();
        Assert.True(cluster.Shelf.Effects <= 3, $"{cluster.Shelf.Effects} effects");

        await environment.DeleteAppAsync();
        await environment.UntilNothingIsLeftAsync();
    }
}
