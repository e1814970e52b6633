using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>
/// A namespace is deleted under the operator's feet: everything in it goes at once and in no order, also the Secret that
/// opens the storage server.
/// </summary>
public sealed class NamespaceDeletionTests
{
    private const string Finalizer = "privatecloud.mendix.com/credentials-in-use";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_namespace_deleted_with_a_live_environment_takes_the_tenants_along()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        Assert.Single(cluster.Shelf.Things);

        await DeleteNamespaceAsync(cluster);
        await OperatorCluster.PollAsync(async () => await NamespaceAsync(cluster) is null);
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_namespace_deleted_while_the_storage_server_is_away_waits_for_it_and_says_so()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        cluster.Shelf.IsDown = true;

        await DeleteNamespaceAsync(cluster);
        await cluster.UntilAsync<StorageInstance>("crm-database", instance =>
            instance.Status?.Conditions?.Any(condition => condition.Reason == "DeprovisioningFailed") == true);
        Assert.NotNull(await NamespaceAsync(cluster));

        cluster.Shelf.IsDown = false;
        await OperatorCluster.PollAsync(async () => await NamespaceAsync(cluster) is null);
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_plans_Secret_is_kept_exactly_as_long_as_a_tenant_may_need_it()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm", "erp");
        await cluster.UntilAsync<Secret>("shelf-admin", IsHeld);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        await cluster.UntilQuietAsync();
        Assert.True(IsHeld((await cluster.FindAsync<Secret>("shelf-admin"))!));

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "erp", cancellationToken: Cancellation);
        await cluster.UntilAsync<Secret>("shelf-admin", secret => !IsHeld(secret));
    }

    [Fact]
    public async Task A_plans_Secret_deleted_too_early_is_there_until_the_last_tenant_is_gone()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        await cluster.User.DeleteAsync<Secret>(OperatorCluster.Namespace, "shelf-admin", cancellationToken: Cancellation);
        Assert.NotNull((await cluster.FindAsync<Secret>("shelf-admin"))!.Metadata.DeletionTimestamp);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilGoneAsync<Secret>("shelf-admin");
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_finalizer_of_somebody_else_on_the_Secret_stays()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var admin = Samples.ShelfAdmin();
        admin.Metadata.Finalizers = ["example.com/theirs"];
        await cluster.ApplyAsync(admin);
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<Secret>("shelf-admin", IsHeld);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        var released = await cluster.UntilAsync<Secret>("shelf-admin", secret => !IsHeld(secret));
        Assert.Equal(["example.com/theirs"], released.Metadata.Finalizers);
    }

    private static bool IsHeld(Secret secret) => secret.Metadata.Finalizers?.Contains(Finalizer) == true;

    private static async Task DeleteNamespaceAsync(OperatorCluster cluster) =>
        await cluster.User.DeleteAsync<Kubernetes.Resources.Namespace>(null, OperatorCluster.Namespace, cancellationToken: Cancellation);

    private static Task<Kubernetes.Resources.Namespace?> NamespaceAsync(OperatorCluster cluster) =>
        cluster.User.FindAsync<Kubernetes.Resources.Namespace>(null, OperatorCluster.Namespace, Cancellation);
}
