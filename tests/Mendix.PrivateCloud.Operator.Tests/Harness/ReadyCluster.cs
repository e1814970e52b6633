using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>A cluster in which environments are Ready.</summary>
public static class ReadyCluster
{
    public static async Task<OperatorCluster> StartAsync(params string[] names)
    {
        var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        foreach (var name in names)
        {
            await cluster.ApplyAsync(Samples.App(name));
            await cluster.UntilAsync<MendixApp>(name, Samples.IsReady);
        }

        return cluster;
    }

    public static async Task WithPlansAsync(this OperatorCluster cluster)
    {
        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.ApplyAsync(Samples.ShelfPlan());
        await cluster.ApplyAsync(Samples.FilePlan());
    }

    /// <summary>Takes the plan's Secret away by force, past what holds it while it is in use.</summary>
    public static async Task LosePlanSecretAsync(this OperatorCluster cluster)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await cluster.User.DeleteAsync<Secret>(OperatorCluster.Namespace, "shelf-admin", cancellationToken: cancellation);
        await cluster.User.PatchAsync<Secret>(
            OperatorCluster.Namespace, "shelf-admin", PatchType.Merge, "{\"metadata\":{\"finalizers\":null}}"u8.ToArray(), cancellationToken: cancellation);
        await cluster.UntilGoneAsync<Secret>("shelf-admin");
    }

    // The plans' lists of users are written a moment after everything else.
    public static async Task UntilAtRestAsync(this OperatorCluster cluster)
    {
        await cluster.UntilAsync<StoragePlan>("shelf-plan", plan => plan.Status?.UsedBy is { Count: 1 });
        await cluster.UntilAsync<StoragePlan>("files", plan => plan.Status?.UsedBy is { Count: 1 });
        await cluster.UntilQuietAsync();
    }
    /// <summary>What was told in Events as trouble.</summary>
    public static async Task<IReadOnlyList<string>> WarningsAsync(this OperatorCluster cluster) =>
    [
        .. (await cluster.User.ListAsync<Event>(OperatorCluster.Namespace, cancellationToken: TestContext.Current.CancellationToken)).Items
            .Where(told => told.Type == "Warning").Select(told => $"{told.InvolvedObject?.Kind} {told.Reason}: {told.Message}"),
    ];
}
