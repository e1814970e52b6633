using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>A cluster in which one environment is Ready.</summary>
public static class ReadyCluster
{
    public static async Task<OperatorCluster> StartAsync(string name)
    {
        var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App(name));
        await cluster.UntilAsync<MendixApp>(name, Samples.IsReady);
        return cluster;
    }

    // The plans' lists of users are written a moment after everything else.
    public static async Task UntilAtRestAsync(this OperatorCluster cluster)
    {
        await cluster.UntilAsync<StoragePlan>("shelf-plan", plan => plan.Status?.UsedBy is { Count: 1 });
        await cluster.UntilAsync<StoragePlan>("files", plan => plan.Status?.UsedBy is { Count: 1 });
        await cluster.UntilQuietAsync();
    }
}
