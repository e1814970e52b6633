using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>
/// Objects come back from a backup of the cluster: with new UIDs, without owners and, unless it was asked for, without
/// status. The tenant was not touched and is the environment's as before.
/// </summary>
public sealed class RestoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, StoragePlanTypes.OnDemand)]
    [InlineData(false, StoragePlanTypes.OnDemand)]
    [InlineData(false, StoragePlanTypes.Dedicated)]
    public async Task A_restored_environment_has_its_tenant_and_can_be_removed_with_it(bool withStatus, string planType)
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.ShelfPlan(type: planType));
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();
        var tenant = Assert.Single(cluster.Shelf.Things);
        await cluster.StopOperatorAsync();
        List<IKubernetesObject> backup =
        [
            (await cluster.FindAsync<MendixApp>("crm"))!,
            .. await TakeAsync<StorageInstance>(cluster),
            .. (await TakeAsync<Secret>(cluster)).Where(secret => secret.Metadata.Name != "shelf-admin"),
            .. await TakeAsync<Lease>(cluster),
        ];
        await LoseAsync(cluster);

        await RestoreAsync(cluster, backup.OfType<MendixApp>().Single(), withStatus);
        await Task.WhenAll(backup.OfType<StorageInstance>().Select(instance => RestoreAsync(cluster, instance, withStatus)));
        await Task.WhenAll(backup.OfType<Secret>().Select(secret => RestoreAsync(cluster, secret, false)));
        await Task.WhenAll(backup.OfType<Lease>().Select(lease => RestoreAsync(cluster, lease, false)));
        await cluster.StartOperatorAsync();

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();
        Assert.Equal(tenant, Assert.Single(cluster.Shelf.Things));
        var instance = (await cluster.FindAsync<StorageInstance>("crm-database"))!;
        Assert.Equal(instance.Metadata.Uid, (await cluster.FindAsync<Secret>("crm-database"))!.Metadata.OwnerReferences!.Single().Uid);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        await cluster.UntilGoneAsync<Secret>("crm-database");
        await cluster.UntilGoneAsync<Secret>("crm-m2ee");
        Assert.Empty(cluster.Shelf.Things);
    }

    private static async Task<IReadOnlyList<T>> TakeAsync<T>(OperatorCluster cluster)
        where T : class, IKubernetesObject<T> =>
        [.. (await cluster.User.ListAsync<T>(OperatorCluster.Namespace, cancellationToken: Cancellation)).Items];

    private static async Task LoseAsync(OperatorCluster cluster)
    {
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        foreach (var name in new[] { "crm-database", "crm-file" })
        {
            await cluster.User.PatchAsync<StorageInstance>(
                OperatorCluster.Namespace, name, PatchType.Merge, """{"metadata":{"finalizers":null}}"""u8.ToArray(), cancellationToken: Cancellation);
            await cluster.UntilGoneAsync<StorageInstance>(name);
            await cluster.UntilGoneAsync<Secret>(name);
        }

        await cluster.UntilGoneAsync<Secret>("crm-m2ee");
        await cluster.UntilGoneAsync<Lease>("storageplan-shelf-plan");
    }

    private static async Task RestoreAsync<T>(OperatorCluster cluster, T saved, bool withStatus)
        where T : class, IKubernetesObject<T>
    {
        var meta = saved.Metadata;
        saved.Metadata.OwnerReferences = null;
        (meta.Uid, meta.ResourceVersion, meta.ManagedFields, meta.CreationTimestamp, meta.Generation) = (null, null, null, null, null);
        var created = await cluster.User.CreateAsync(saved, Cancellation);
        if (withStatus)
        {
            saved.Metadata.ResourceVersion = created.Metadata.ResourceVersion;
            await cluster.User.ReplaceStatusAsync(saved, Cancellation);
        }
    }
}
