using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Rollout;

/// <summary>
/// Rollouts in every order of events that a lot draws. The operator remembers nothing from one of its steps to the next, so that each of
/// them may as well be the first one of an operator that was just started.
/// </summary>
public sealed class RolloutSimulationTests
{
    public static TheoryData<string, int> Workloads => new()
    {
        { LeaderSelections.Assigned, 1 }, { LeaderSelections.Assigned, 2 }, { LeaderSelections.Assigned, 3 }, { LeaderSelections.Assigned, 5 },
        { LeaderSelections.None, 1 }, { LeaderSelections.None, 3 }, { LeaderSelections.Leaderless, 1 }, { LeaderSelections.Leaderless, 4 },
    };

    [Theory]
    [MemberData(nameof(Workloads))]
    public void New_settings_of_the_same_image_come_without_a_moment_of_silence(string leader, int replicas) => Repeat((cluster, lot) =>
    {
        Settle(cluster, lot, Spec(leader, replicas));
        cluster.IsServing = true;
        Settle(cluster, lot, Spec(leader, replicas, variable: "new"));
    });

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Two_images_never_run_at_the_same_time(string leader, int replicas) => Repeat((cluster, lot) =>
    {
        Settle(cluster, lot, Spec(leader, replicas));
        Settle(cluster, lot, Spec(leader, replicas, image: "crm:2"));
    });

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Whatever_is_wanted_next_in_the_middle_of_it_is_reached(string leader, int replicas) => Repeat((cluster, lot) =>
    {
        Settle(cluster, lot, Spec(leader, replicas));
        for (var edit = 0; edit < 6; edit++)
        {
            cluster.Spec = Spec(
                lot.Next(3) switch { 0 => LeaderSelections.Assigned, 1 => LeaderSelections.None, _ => LeaderSelections.Leaderless },
                lot.Next(4),
                $"crm:{lot.Next(2)}",
                $"{lot.Next(3)}");
            for (var step = lot.Next(40); step > 0; step--)
            {
                cluster.Step(lot);
            }
        }

        Settle(cluster, lot, Spec(leader, replicas, "crm:1", "last"));
    });

    [Fact]
    public void Settings_with_which_nothing_gets_ready_leave_the_old_replicas_serving() => Repeat((cluster, lot) =>
    {
        Settle(cluster, lot, Spec(LeaderSelections.Assigned, 3));
        cluster.IsServing = cluster.IsStuck = true;
        cluster.Spec = Spec(LeaderSelections.Assigned, 3, variable: "broken");
        for (var step = 0; step < 300; step++)
        {
            cluster.Step(lot);
        }

        cluster.IsStuck = false;
        Settle(cluster, lot, Spec(LeaderSelections.Assigned, 3, variable: "mended"));
    });

    [Fact]
    public void Another_number_of_replicas_restarts_nobody() => Repeat((cluster, lot) =>
    {
        Settle(cluster, lot, Spec(LeaderSelections.Assigned, 2));
        var before = cluster.Pods.Select(pod => pod.Name).ToList();
        cluster.IsServing = true;
        Settle(cluster, lot, Spec(LeaderSelections.Assigned, 4));
        Assert.Empty(before.Except(cluster.Pods.Select(pod => pod.Name)));
    });

    private static void Repeat(Action<SimulatedCluster, Random> run)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            try
            {
                run(new SimulatedCluster(), new Random(seed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"With the seed {seed}: {exception.Message}", exception);
            }
        }
    }

    private static void Settle(SimulatedCluster cluster, Random lot, RuntimeSpec spec)
    {
        cluster.Spec = spec;
        for (var step = 0; step < 4000 && !IsSettled(cluster); step++)
        {
            cluster.Step(lot);
        }

        Assert.True(IsSettled(cluster), $"Not settled with {cluster.Selected} selected: {string.Join(", ", cluster.Pods)}");
    }

    private static bool IsSettled(SimulatedCluster cluster)
    {
        var spec = cluster.Spec;
        var (masters, workers) = spec.LeaderSelection switch
        {
            LeaderSelections.Leaderless => (spec.Replicas!.Value, 0),
            LeaderSelections.None => (0, spec.Replicas!.Value),
            _ => (Math.Min(1, spec.Replicas!.Value), Math.Max(0, spec.Replicas.Value - 1)),
        };
        var revision = Operator.Runtimes.Rollout.Revision.Of(Operator.Runtimes.Pods.PodTemplateRenderer.Render(
            spec, Labels.Master, "digest", Operator.Runtimes.Pods.SecretSource.None, null));
        return cluster.Selected is null
            && (cluster.Replicas(Labels.Master), cluster.Replicas(Labels.Worker)) == (masters, workers)
            && cluster.Has(Labels.Worker) == workers > 0
            && cluster.Pods.Count == masters + workers
            && cluster.Pods.All(pod => pod is { IsReady: true, IsEnding: false } && pod.Revision == revision);
    }

    private static RuntimeSpec Spec(string leader, int replicas, string image = "crm:1", string variable = "old") => new()
    {
        AppName = "crm",
        Image = image,
        LeaderSelection = leader,
        Replicas = replicas,
        DatabaseSecretName = "crm-database",
        StorageSecretName = "crm-file",
        Settings = new RuntimeConfiguration { EnvironmentVariables = [new EnvVar { Name = "A", Value = variable }] },
    };
}
