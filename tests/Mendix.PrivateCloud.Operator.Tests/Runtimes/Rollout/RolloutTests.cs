using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Rollout;

/// <summary>Replicas are replaced in a cluster.</summary>
public sealed class RolloutTests
{
    private const string Revision = "privatecloud.mendix.com/revision";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Service_goes_to_the_new_pods_when_enough_of_them_are_ready_even_if_the_operator_was_away()
    {
        var node = new GatedNode();
        await using var cluster = await ReadyAsync(node, App(replicas: 4, LeaderSelections.Leaderless));
        var old = await RevisionAsync(cluster);
        var allowed = new HashSet<string>();
        node.IsHeld = pod => RevisionOf(pod) != old && !Contains(allowed, pod.Name);

        await cluster.ApplyAsync(App(replicas: 4, LeaderSelections.Leaderless, variable: "new"));
        await cluster.UntilAsync<Deployment>("crm-master", deployment => Operator.Runtimes.Rollout.Revision.In(deployment) != old);
        Assert.Equal("RollingUpdate", (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Strategy!.Type);
        Assert.Equal(old, (await SelectorAsync(cluster)).GetValueOrDefault(Revision));

        await AllowAsync(1);
        await cluster.UntilQuietAsync();
        Assert.Equal(old, (await SelectorAsync(cluster)).GetValueOrDefault(Revision));
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("RollingOut"));

        await cluster.StopOperatorAsync();
        await AllowAsync(2);
        await cluster.StartOperatorAsync();
        await OperatorCluster.PollAsync(async () => (await SelectorAsync(cluster)).GetValueOrDefault(Revision) is { } selected && selected != old);

        node.IsHeld = _ => false;
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await OperatorCluster.PollAsync(async () => !(await SelectorAsync(cluster)).ContainsKey(Revision));
        Assert.Equal("Recreate", (await cluster.UntilAsync<Deployment>("crm-master", deployment => deployment.Spec!.Strategy!.Type == "Recreate")).Spec!.Strategy!.Type);

        async Task AllowAsync(int count)
        {
            List<Pod> waiting = [];
            await OperatorCluster.PollAsync(async () => (waiting = [.. (await PodsAsync(cluster)).Where(pod => pod.Metadata.Labels![Revision] != old)]).Count >= count);
            lock (allowed)
            {
                allowed.UnionWith(waiting.Take(count).Select(pod => pod.Metadata.Name!));
            }

            await OperatorCluster.PollAsync(async () => (await PodsAsync(cluster)).Count(pod => pod.Metadata.Labels![Revision] != old && Operator.Runtimes.Rollout.RolloutView.IsReady(pod)) >= count);
        }
    }

    [Fact]
    public async Task Another_image_starts_when_the_last_pod_of_the_old_one_is_gone()
    {
        await using var cluster = await ReadyAsync(new GatedNode(), App(replicas: 3));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var most = 0;
        var watching = Task.Run(async () =>
        {
            await foreach (var change in cluster.User.WatchAsync<Pod>(OperatorCluster.Namespace, cancellationToken: stop.Token))
            {
                most = Math.Max(most, (await PodsAsync(cluster)).Select(pod => pod.Spec!.Containers!.Single().Image).Distinct().Count());
            }
        });

        var app = App(replicas: 3);
        app.Spec!.SourceUrl = "oci-image://registry.example.com/crm:2.0";
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await stop.CancelAsync();
        await watching.ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal(1, most);
        Assert.All(await PodsAsync(cluster), pod => Assert.Equal("registry.example.com/crm:2.0", pod.Spec!.Containers!.Single().Image));
    }

    [Fact]
    public async Task Scaling_adds_workers_and_restarts_nobody()
    {
        await using var cluster = await ReadyAsync(new GatedNode(), App(replicas: 1));
        var before = (await PodsAsync(cluster)).Select(pod => pod.Metadata.Uid).ToList();
        var generation = (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation;

        await cluster.ApplyAsync(App(replicas: 3));
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status is { Replicas: 3, ReadyReplicas: 3 });

        Assert.Empty(before.Except((await PodsAsync(cluster)).Select(pod => pod.Metadata.Uid)));
        Assert.Equal(generation, (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation);
        Assert.Equal(2, (await cluster.FindAsync<Deployment>("crm-worker"))!.Spec!.Replicas);
        Assert.Equal("worker", (await cluster.FindAsync<Deployment>("crm-worker"))!.Spec!.Template!.Spec!.Containers!.Single().Env!.Single(variable => variable.Name == "M2EE_NODE_TYPE").Value);

        await cluster.ApplyAsync(App(replicas: 1));
        await cluster.UntilGoneAsync<Deployment>("crm-worker");
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status is { Replicas: 1 });
        Assert.Equal(before, (await PodsAsync(cluster)).Select(pod => pod.Metadata.Uid));
    }

    [Fact]
    public async Task Without_a_leader_the_master_rests()
    {
        await using var cluster = await ReadyAsync(new GatedNode(), App(replicas: 2, LeaderSelections.None));
        Assert.Equal(0, (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Replicas);
        Assert.Equal(2, (await cluster.FindAsync<Deployment>("crm-worker"))!.Spec!.Replicas);
        Assert.All(await PodsAsync(cluster), pod => Assert.Equal("worker", pod.Metadata.Labels!["node-type"]));
    }

    [Fact]
    public async Task A_cluster_that_changes_resources_is_not_fought()
    {
        // As GKE Autopilot does at the door: whatever is applied, other requests come out.
        await using var cluster = await OperatorCluster.StartAsync(transport: MutatingDoor.Of(
            "deployments", deployment => deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"]!["requests"]!["cpu"] = "500m"));
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(App(replicas: 1));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();

        Assert.Equal(1, cluster.Writes.Count(write => write is { Resource: "deployments", Name: "crm-master" }));
        Assert.Equal("500m", (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Template!.Spec!.Containers!.Single().Resources!.Requests!["cpu"].ToString());

        // What somebody changes by hand is still put right.
        var byHand = (await cluster.FindAsync<Deployment>("crm-master"))!;
        byHand.Spec!.Replicas = 7;
        await cluster.User.ReplaceAsync(byHand, Cancellation);
        await cluster.UntilAsync<Deployment>("crm-master", deployment => deployment.Spec!.Replicas == 1);
    }

    private static bool Contains(HashSet<string> names, string name)
    {
        lock (names)
        {
            return names.Contains(name);
        }
    }

    private static MendixApp App(int replicas, string? leader = null, string variable = "old")
    {
        var app = Samples.App("crm", replicas: replicas);
        app.Spec!.RuntimeLeaderSelection = leader;
        app.Spec.Runtime = new RuntimeConfiguration { EnvironmentVariables = [new EnvVar { Name = "A", Value = variable }] };
        return app;
    }

    private static async Task<OperatorCluster> ReadyAsync(INode node, MendixApp app)
    {
        var cluster = await OperatorCluster.StartAsync(node: node);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();
        return cluster;
    }

    private static string? RevisionOf(LocalPod pod) => (string?)pod.Manifest["metadata"]!["labels"]![Revision];

    private static async Task<string?> RevisionAsync(OperatorCluster cluster) => Operator.Runtimes.Rollout.Revision.In(await cluster.FindAsync<Deployment>("crm-master"));

    private static async Task<Dictionary<string, string>> SelectorAsync(OperatorCluster cluster) => (await cluster.FindAsync<Service>("crm"))!.Spec!.Selector!;

    private static async Task<IReadOnlyList<Pod>> PodsAsync(OperatorCluster cluster) =>
        (await cluster.User.ListAsync<Pod>(OperatorCluster.Namespace, cancellationToken: Cancellation)).Items;
}
