using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>What somebody changes by hand is put right, and what is not ours stays.</summary>
public sealed class DriftTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_by_hand_are_rolled_back_and_foreign_annotations_stay()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        var deployment = (await cluster.FindAsync<Deployment>("crm-master"))!;
        deployment.Spec!.Replicas = 7;
        deployment.Metadata.Annotations = new Dictionary<string, string>(deployment.Metadata.Annotations ?? []) { ["example.com/mine"] = "kept" };
        deployment.Metadata.OwnerReferences = null;
        await cluster.User.ReplaceAsync(deployment, Cancellation);

        var healed = await cluster.UntilAsync<Deployment>(
            "crm-master", deployment => deployment.Spec!.Replicas == 1 && deployment.Metadata.OwnerReferences is { Count: 1 });

        Assert.Equal("kept", healed.Metadata.Annotations!["example.com/mine"]);
    }

    [Theory]
    [InlineData("crm-database")]
    [InlineData("crm-m2ee")]
    [InlineData("crm-runtime")]
    public async Task A_Secret_without_owner_gets_it_back_and_keeps_its_content(string name)
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.UntilAtRestAsync();
        var (effects, generation) = (cluster.Shelf.Effects, (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation);
        var secret = (await cluster.FindAsync<Secret>(name))!;
        var content = secret.Data!.Values.Single();
        secret.Metadata.OwnerReferences = null;
        await cluster.User.ReplaceAsync(secret, Cancellation);

        var healed = await cluster.UntilAsync<Secret>(name, secret => secret.Metadata.OwnerReferences is { Count: 1 });
        await cluster.UntilQuietAsync();

        Assert.Equal(content, healed.Data!.Values.Single());
        Assert.Equal(effects, cluster.Shelf.Effects);
        Assert.Equal(generation, (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation);
        Assert.True((await cluster.FindAsync<MendixApp>("crm"))!.IsReady());
    }

    [Theory]
    [InlineData("crm-database")]
    [InlineData("crm-runtime")]
    public async Task A_Secret_without_labels_gets_them_back_and_keeps_its_content(string name)
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.UntilAtRestAsync();
        var (effects, generation) = (cluster.Shelf.Effects, (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation);
        var secret = (await cluster.FindAsync<Secret>(name))!;
        secret.Metadata.Labels = null;
        await cluster.User.ReplaceAsync(secret, Cancellation);

        await cluster.UntilAsync<Secret>(name, secret => secret.Metadata.Labels is { Count: > 0 });
        await cluster.UntilQuietAsync();

        Assert.Equal(effects, cluster.Shelf.Effects);
        Assert.Equal(generation, (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation);
    }

    [Fact]
    public async Task A_finalizer_stripped_by_hand_is_put_back()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.User.PatchAsync<StorageInstance>(
            OperatorCluster.Namespace, "crm-database", Kubernetes.PatchType.Merge, """{"metadata":{"finalizers":null,"ownerReferences":null}}"""u8.ToArray(), cancellationToken: Cancellation);

        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Metadata is { Finalizers.Count: 1, OwnerReferences.Count: 1 });
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        Assert.Empty(cluster.Shelf.Things);
    }
}
