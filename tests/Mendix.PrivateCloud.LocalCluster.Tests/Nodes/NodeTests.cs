using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Nodes;

public sealed class NodeTests : ClusterTest
{
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Merge = "application/merge-patch+json";

    protected override LocalClusterOptions Options => new() { Node = new NodeByImage() };

    [Fact]
    public async Task A_Deployment_gets_its_Pods_and_says_so()
    {
        await CreateDeploymentAsync("web", "good:1", replicas: 2);

        var (_, deployment) = await EventuallyAsync(() => GetAsync($"{Deployments}/web"), answer => Ready(answer.Body) == 2);

        Assert.Equal(1, (int)deployment["status"]!["observedGeneration"]!);
        Assert.Equal("True", Condition(deployment, "Available"));
        var (_, pods) = await GetAsync($"{Pods}?labelSelector=app=web");
        Assert.All(pods["items"]!.AsArray(), pod => Assert.Equal("Deployment", (string?)pod!["metadata"]!["ownerReferences"]![0]!["kind"]));
        Assert.Equal(2, pods["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Scaling_down_and_deleting_take_Pods_away()
    {
        await CreateDeploymentAsync("web", "good:1", replicas: 3);
        await EventuallyAsync(() => GetAsync($"{Deployments}/web"), answer => Ready(answer.Body) == 3);

        await SendAsync(HttpMethod.Patch, $"{Deployments}/web/scale", """{"spec":{"replicas":1}}""", Merge);
        await EventuallyAsync(() => GetAsync(Pods), answer => answer.Body["items"]!.AsArray().Count == 1);
        await EventuallyAsync(() => GetAsync($"{Deployments}/web"), answer => Ready(answer.Body) == 1);

        await SendAsync(HttpMethod.Delete, $"{Deployments}/web");
        await EventuallyAsync(() => GetAsync(Pods), answer => answer.Body["items"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task A_new_template_replaces_Pods_only_as_new_ones_become_ready()
    {
        await CreateDeploymentAsync("web", "good:1", replicas: 1);
        await EventuallyAsync(() => GetAsync($"{Deployments}/web"), answer => Ready(answer.Body) == 1);

        await SetImageAsync("web", "never:1");
        var (_, stuck) = await EventuallyAsync(
            () => GetAsync($"{Deployments}/web"), answer => (int?)answer.Body["status"]!["observedGeneration"] == 2);
        Assert.Equal(1, Ready(stuck));
        Assert.Equal(2, (int)stuck["status"]!["replicas"]!);

        await SetImageAsync("web", "good:2");
        await EventuallyAsync(
            () => GetAsync(Pods),
            answer => answer.Body["items"]!.AsArray() is [var pod] && (string?)pod!["spec"]!["containers"]![0]!["image"] == "good:2");
    }

    [Fact]
    public async Task A_Pod_that_fails_is_not_made_again_and_again()
    {
        await CreateDeploymentAsync("web", "exit:1", replicas: 1);

        var (_, deployment) = await EventuallyAsync(
            () => GetAsync($"{Deployments}/web"), answer => answer.Body["status"]?["conditions"] is not null);
        await EventuallyAsync(
            () => GetAsync(Pods),
            answer => answer.Body["items"]!.AsArray() is [var pod] && (string?)pod!["status"]!["phase"] == "Failed");

        Assert.Equal("False", Condition(deployment, "Available"));
    }

    [Fact]
    public async Task A_Pod_alone_runs_to_its_end()
    {
        await CreateAsync(Pods, Pod("task", "exit:0"));
        await CreateAsync(Pods, Pod("broken", "exit:3"));
        await CreateAsync(Pods, Pod("thrower", "throw:1"));

        await EventuallyAsync(() => GetAsync($"{Pods}/task"), answer => (string?)answer.Body["status"]!["phase"] == "Succeeded");
        var (_, failed) = await EventuallyAsync(
            () => GetAsync($"{Pods}/broken"), answer => (string?)answer.Body["status"]!["phase"] == "Failed");
        await EventuallyAsync(() => GetAsync($"{Pods}/thrower"), answer => (string?)answer.Body["status"]!["phase"] == "Failed");

        Assert.Equal(3, (int)failed["status"]!["containerStatuses"]![0]!["state"]!["terminated"]!["exitCode"]!);
    }

    [Fact]
    public async Task A_deleted_Pod_is_stopped()
    {
        var node = new WaitingNode();
        await using var cluster = await LocalClusterServer.StartAsync(new() { Node = node }, Cancellation);
        using var http = cluster.CreateHttpClient();
        using var body = new StringContent(Pod("p", "x").ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var created = await http.PostAsync(Pods, body, Cancellation);

        await node.Started.WaitAsync(Cancellation);
        using var deleted = await http.DeleteAsync($"{Pods}/p", Cancellation);

        await node.Stopped.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task A_Pod_that_has_ended_stays_so_whatever_its_node_says_later()
    {
        var node = new LateNode();
        await using var cluster = await LocalClusterServer.StartAsync(new() { Node = node }, Cancellation);
        using var http = cluster.CreateHttpClient();
        using var body = new StringContent(Pod("p", "x").ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var created = await http.PostAsync(Pods, body, Cancellation);

        await node.HasSpoken.WaitAsync(Cancellation);

        var pod = JsonNode.Parse(await http.GetStringAsync($"{Pods}/p", Cancellation))!;
        Assert.Equal("Succeeded", (string?)pod["status"]!["phase"]);
    }

    private Task<JsonObject> CreateDeploymentAsync(string name, string image, int replicas) => CreateAsync(Deployments, new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["replicas"] = replicas,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = name } },
                ["spec"] = Pod(name, image)["spec"]!.DeepClone(),
            },
        },
    });

    private Task<(System.Net.HttpStatusCode Code, JsonObject Body)> SetImageAsync(string name, string image) => SendAsync(
        HttpMethod.Patch,
        $"{Deployments}/{name}",
        """{"spec":{"template":{"spec":{"containers":[{"name":"main","image":"IMAGE"}]}}}}""".Replace("IMAGE", image, StringComparison.Ordinal),
        "application/strategic-merge-patch+json");

    private static JsonObject Pod(string name, string image) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = image }),
        },
    };

    private static int Ready(JsonObject deployment) => (int?)deployment["status"]?["readyReplicas"] ?? 0;

    private static string? Condition(JsonObject deployment, string type) => (string?)deployment["status"]!["conditions"]!.AsArray()
        .Single(condition => (string?)condition!["type"] == type)!["status"];

    /// <summary>The image says what becomes of a Pod: <c>good:1</c>, <c>never:1</c>, <c>exit:3</c>, <c>throw:1</c>.</summary>
    private sealed class NodeByImage : INode
    {
        public Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
        {
            var image = ((string)pod.Manifest["spec"]!["containers"]![0]!["image"]!).Split(':');
            switch (image)
            {
                case ["good", _]:
                    pod.ReportReady();
                    break;
                case ["never", _]:
                    pod.ReportWaiting("ImagePullBackOff", "Back-off pulling image");
                    break;
                case ["exit", "0"]:
                    pod.ReportSucceeded();
                    break;
                case ["exit", var code]:
                    pod.ReportFailed(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture));
                    break;
                default:
                    throw new InvalidOperationException("no such image");
            }

            return Task.CompletedTask;
        }
    }

    private sealed class WaitingNode : INode
    {
        private readonly TaskCompletionSource _started = new();
        private readonly TaskCompletionSource _stopped = new();

        public Task Started => _started.Task;

        public Task Stopped => _stopped.Task;

        public async Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
        {
            _started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                _stopped.SetResult();
            }
        }
    }

    private sealed class LateNode : INode
    {
        private readonly TaskCompletionSource _spoken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasSpoken => _spoken.Task;

        public Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
        {
            pod.ReportSucceeded();
            pod.ReportReady();
            _spoken.SetResult();
            return Task.CompletedTask;
        }
    }
}
