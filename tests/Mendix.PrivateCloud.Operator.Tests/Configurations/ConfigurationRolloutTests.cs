using System.Collections.Concurrent;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Configurations;

/// <summary>A changed OperatorConfiguration reaches the environments by itself, some at a time.</summary>
public sealed class ConfigurationRolloutTests
{
    private readonly HeldNode _node = new();

    [Fact]
    public async Task At_most_so_many_take_it_at_a_time_and_the_next_one_when_they_are_Ready()
    {
        await using var cluster = await StartAsync("a", "b", "c");
        var let = new ConcurrentDictionary<string, bool>();
        _node.Holds = pod => Label(pod, "wave") == "2" && !let.ContainsKey(Label(pod, "privatecloud.mendix.com/app")!);

        await cluster.ApplyAsync(Wave(2, places: 1));
        foreach (var (turn, stillWaiting) in new[] { ("a", 2), ("b", 1), ("c", 0) })
        {
            var configuration = await cluster.UntilConfigurationAsync(seen =>
                seen.Says("RollingOut") && seen.Status!.Rollout!.Turns is [var now] && now == turn && seen.Status.Rollout.Waiting == stillWaiting);
            await cluster.UntilQuietAsync();

            Assert.Equal(stillWaiting, (await WavesAsync(cluster)).Count(wave => wave == "1"));
            Assert.Contains($"Now taking it: {turn}", configuration.Ready()!.Message, StringComparison.Ordinal);
            let[turn] = true;
        }

        var done = await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        Assert.Equal((3, 3, 3, 0, 0), Figures(done));
        Assert.Equal(["2", "2", "2"], await WavesAsync(cluster));
        await OperatorCluster.PollAsync(async () => await KeptAsync(cluster) == 1);
    }

    [Fact]
    public async Task It_stops_where_environments_do_not_become_Ready_and_a_corrected_one_heals_them_and_goes_on()
    {
        await using var cluster = await StartAsync("a", "b", "c", "d");

        // A policy of the cluster, of which no rule of ours knows.
        var isForbidden = true;
        cluster.BeforeRequest = request => ValueTask.FromResult(isForbidden && request is { Resource: "deployments", Verb: "patch" }
            ? LocalFault.Status(422, "Invalid", "admission webhook \"policy.example.com\" denied the request: no second wave")
            : null);
        await cluster.ApplyAsync(Wave(2, places: 2));
        var stopped = await cluster.UntilConfigurationAsync(seen => seen.Says("RolloutStopped"));
        await cluster.UntilQuietAsync();

        Assert.Equal((4, 2, 0, 2, 2), Figures(stopped));
        Assert.Equal(["a", "b"], stopped.Status!.Rollout!.Turns);
        Assert.Contains("a, b do not become Ready", stopped.Ready()!.Message, StringComparison.Ordinal);
        Assert.Contains("no second wave", stopped.Ready()!.Message, StringComparison.Ordinal);
        Assert.Contains(stopped.Status.Conditions!, condition => condition is { Type: "Stalled", Status: "True" });
        foreach (var untouched in new[] { "c", "d" })
        {
            Assert.True((await cluster.FindAsync<MendixApp>(untouched))!.IsReady());
        }

        await cluster.ApplyAsync(Wave(3, places: 1));
        isForbidden = false;

        var healed = await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        Assert.Equal((4, 4, 4, 0, 0), Figures(healed));
        Assert.Equal(["3", "3", "3", "3"], await WavesAsync(cluster));
    }

    [Fact]
    public async Task A_users_edit_of_a_waiting_environment_is_carried_out_with_the_configuration_that_it_has()
    {
        await using var cluster = await StartAsync("a", "b");
        await cluster.ApplyAsync(Wave(2, places: 1, isPaused: true));
        await cluster.UntilConfigurationAsync(seen => seen.Says("Paused"));

        var edited = Samples.App("b", replicas: 2);
        edited.Spec!.AppUrl = "b.example.com";
        await cluster.ApplyAsync(edited);
        var app = await cluster.UntilAsync<MendixApp>("b", seen => seen.IsReady() && seen.Status!.ReadyReplicas == 2);

        Assert.Equal("http://b.example.com", app.Status!.AppUrl);
        Assert.Equal(["1", "1"], await WavesAsync(cluster));
        Assert.Contains(app.Status.Conditions!, condition => condition is { Type: "ConfigurationCurrent", Status: "False", Reason: "Waiting" });

        await cluster.ApplyAsync(Wave(2, places: 1));
        await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        await cluster.UntilAsync<MendixApp>("b", seen =>
            seen.IsReady() && seen.Status!.Conditions!.Any(condition => condition is { Type: "ConfigurationCurrent", Status: "True" }));
        Assert.Equal(["2", "2"], await WavesAsync(cluster));
    }

    [Fact]
    public async Task A_new_environment_takes_the_newest_at_once()
    {
        await using var cluster = await StartAsync("a");
        await cluster.ApplyAsync(Wave(2, places: 1, isPaused: true));
        await cluster.UntilConfigurationAsync(seen => seen.Says("Paused"));

        await cluster.ApplyAsync(Samples.App("b"));
        await cluster.UntilAsync<MendixApp>("b", Samples.IsReady);

        Assert.Equal(["1", "2"], await WavesAsync(cluster));
    }

    [Fact]
    public async Task An_environment_whose_own_wish_is_wrong_stops_nobody_and_takes_it_when_that_is_corrected()
    {
        await using var cluster = await StartAsync("a", "b");
        var wrong = Samples.App("a");
        wrong.Spec!.AppUrl = "https://a";
        await cluster.ApplyAsync(wrong);
        await cluster.UntilAsync<MendixApp>("a", app => app.SaysReason("InvalidField"));

        await cluster.ApplyAsync(Wave(2, places: 1));
        var waiting = await cluster.UntilConfigurationAsync(seen => seen.Says("Waiting"));
        Assert.Contains("a takes it when its own wish is corrected: spec.appURL", waiting.Ready()!.Message, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], await WavesAsync(cluster));

        await cluster.ApplyAsync(Samples.App("a"));
        await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        Assert.Equal(["2", "2"], await WavesAsync(cluster));
    }

    [Fact]
    public async Task Environments_keep_what_they_have_while_the_configuration_is_gone()
    {
        await using var cluster = await StartAsync("a");
        await cluster.User.DeleteAsync<OperatorConfiguration>(
            OperatorCluster.Namespace, OperatorConfiguration.ObjectName, cancellationToken: TestContext.Current.CancellationToken);
        await cluster.UntilAsync<MendixApp>("a", seen => seen.Status!.Conditions!.Any(condition => condition is { Type: "ConfigurationCurrent", Reason: "MissingConfiguration" }));

        await cluster.ApplyAsync(Samples.App("a", replicas: 2));
        await cluster.UntilAsync<MendixApp>("a", seen => seen.IsReady() && seen.Status!.ReadyReplicas == 2);
        Assert.NotNull(await cluster.FindAsync<Ingress>("a"));
        Assert.Equal(["1"], await WavesAsync(cluster));

        // The same one again is not even a change.
        var before = (await cluster.FindAsync<Runtime>("a"))!.Metadata.ResourceVersion;
        await cluster.ApplyAsync(Wave(1, places: 1));
        await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        await cluster.UntilQuietAsync();
        Assert.Equal(before, (await cluster.FindAsync<Runtime>("a"))!.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task With_the_configuration_and_the_last_environment_goes_what_was_kept()
    {
        await using var cluster = await StartAsync("a");
        await cluster.User.DeleteAsync<OperatorConfiguration>(
            OperatorCluster.Namespace, OperatorConfiguration.ObjectName, cancellationToken: TestContext.Current.CancellationToken);
        await cluster.UntilQuietAsync();
        Assert.Equal(1, await KeptAsync(cluster));

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "a", cancellationToken: TestContext.Current.CancellationToken);

        await OperatorCluster.PollAsync(async () => await KeptAsync(cluster) == 0);
    }

    [Fact]
    public async Task How_it_is_rolled_out_can_be_changed_without_rolling_out_anything()
    {
        await using var cluster = await StartAsync("a");
        var before = (await cluster.FindAsync<Endpoint>("a-endpoint"))!.Metadata.ResourceVersion;

        await cluster.ApplyAsync(Wave(1, places: 7));
        await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady);
        await cluster.UntilQuietAsync();

        Assert.Equal(before, (await cluster.FindAsync<Endpoint>("a-endpoint"))!.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task Only_one_name_counts_and_another_one_is_told_so()
    {
        await using var cluster = await StartAsync();
        var other = Configuration();
        other.Metadata.Name = "mine";
        await cluster.ApplyAsync(other);

        var told = await cluster.UntilAsync<OperatorConfiguration>("mine", seen => seen.Says("InvalidName"));

        Assert.Contains("'mendix-operator-configuration'", told.Ready()!.Message, StringComparison.Ordinal);
    }

    private async Task<OperatorCluster> StartAsync(params string[] names)
    {
        var cluster = await OperatorCluster.StartAsync(node: _node);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Wave(1, places: 1));
        foreach (var name in names)
        {
            await cluster.ApplyAsync(Samples.App(name));
        }

        foreach (var name in names)
        {
            await cluster.UntilAsync<MendixApp>(name, Samples.IsReady);
        }

        await cluster.UntilConfigurationAsync(seen => seen.IsReady() && seen.Status!.Rollout?.Ready == names.Length);
        return cluster;
    }

    private static OperatorConfiguration Wave(int number, int places, bool? isPaused = null) => Configuration(spec =>
    {
        spec.CustomPodLabels = new GeneralMap { General = new() { ["wave"] = $"{number}" } };
        spec.Rollout = new OperatorRollout { MaxUnavailable = places, Paused = isPaused };
    });

    private static (int?, int?, int?, int?, int?) Figures(OperatorConfiguration configuration) => configuration.Status!.Rollout is { } rollout
        ? (rollout.Environments, rollout.Updated, rollout.Ready, rollout.Failed, rollout.Waiting)
        : default;

    private static async Task<int> KeptAsync(OperatorCluster cluster) =>
        (await cluster.User.ListAsync<ControllerRevision>(OperatorCluster.Namespace, cancellationToken: TestContext.Current.CancellationToken)).Items.Count;

    private static string? Label(LocalPod pod, string name) => (string?)pod.Manifest["metadata"]?["labels"]?[name];

    // One for each environment: its leader and its workers are of one wave.
    private static async Task<IReadOnlyList<string?>> WavesAsync(OperatorCluster cluster) =>
        [.. (await cluster.User.ListAsync<Deployment>(OperatorCluster.Namespace, cancellationToken: TestContext.Current.CancellationToken)).Items
            .GroupBy(deployment => deployment.Metadata.Labels!["privatecloud.mendix.com/app"], deployment => deployment.Spec!.Template!.Metadata!.Labels!.GetValueOrDefault("wave"))
            .OrderBy(app => app.Key, StringComparer.Ordinal)
            .Select(app => Assert.Single(app.Distinct()))];
}
