using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>The main job: a MendixApp becomes a running environment, and goes away without a trace.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task A_MendixApp_becomes_a_running_environment()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));

        var app = await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        Assert.Equal("Started", app.Status!.AppState);
        Assert.All(
            new[] { app.Status.DatabaseStatus, app.Status.StorageStatus, app.Status.BuildStatus, app.Status.NetworkStatus, app.Status.RuntimeStatus, app.Status.MendixAppState },
            word => Assert.Equal("Ready", word));
        var instance = await cluster.FindAsync<StorageInstance>("crm-database");
        Assert.Equal("Ready", instance!.Status!.Phase);
        Assert.Equal(app.Metadata.Uid, instance.Metadata.OwnerReferences!.Single().Uid);
        var secret = await cluster.FindAsync<Secret>("crm-database");
        var config = JsonNode.Parse(secret!.Data!["config"])!;
        var thing = Assert.Single(cluster.Shelf.Things);
        Assert.Equal(thing.Key, (string?)config["DatabaseName"]);
        Assert.Equal(thing.Value.Password, (string?)config["DatabasePassword"]);
        var deployment = await cluster.FindAsync<Deployment>("crm-master");
        Assert.Equal("registry.example.com/crm:1.0", deployment!.Spec!.Template!.Spec!.Containers!.Single().Image);
        Assert.NotNull(await cluster.FindAsync<Service>("crm"));
    }

    [Fact]
    public async Task Deleting_a_MendixApp_leaves_nothing()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: TestContext.Current.CancellationToken);

        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        await cluster.UntilGoneAsync<StorageInstance>("crm-file");
        await cluster.UntilGoneAsync<Secret>("crm-database");
        await cluster.UntilGoneAsync<Secret>("crm-m2ee");
        await cluster.UntilGoneAsync<Runtime>("crm");
        await cluster.UntilGoneAsync<Deployment>("crm-master");
        await cluster.UntilGoneAsync<Service>("crm");
        Assert.Empty(cluster.Shelf.Things);
    }
}
