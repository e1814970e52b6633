using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Tasks;

/// <summary>A cluster whose database plan runs its provisioner in pods.</summary>
internal static class TaskCluster
{
    public const string Image = "registry.example.com/shelf-task:1";

    public static async Task<OperatorCluster> StartAsync(TaskNode node, Action<OperatorOptions>? configure = null)
    {
        var cluster = await OperatorCluster.StartAsync(options =>
        {
            FaultCase.Configure(options);
            options.Namespaces.Add(OperatorCluster.Namespace);
            configure?.Invoke(options);
        }, node: node);
        node.Serve(cluster.Shelf, cluster.User);
        await cluster.ApplyAsync(Samples.ShelfAdmin());
        await cluster.ApplyAsync(Plan());
        await cluster.ApplyAsync(Samples.FilePlan());
        return cluster;
    }

    public static StoragePlan Plan(string host = "shelf-1", string image = Image)
    {
        var plan = Samples.ShelfPlan(host: host);
        plan.Spec!.Provisioner!.Task = new ProvisionerTask { Image = image };
        return plan;
    }

    public static async Task UntilGoneAsync(this OperatorCluster cluster, string app)
    {
        await cluster.UntilGoneAsync<StorageInstance>($"{app}-database");
        await cluster.UntilGoneAsync<StorageInstance>($"{app}-file");
        await cluster.UntilGoneAsync<Pod>($"{app}-database");
        await cluster.UntilGoneAsync<Secret>($"{app}-database");
        Assert.Empty(cluster.Shelf.Things);
    }

    public static bool Says(this StorageInstance instance, string reason, string words) =>
        instance.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready") is { } ready
        && ready.Reason == reason && ready.Message!.Contains(words, StringComparison.Ordinal);
}
