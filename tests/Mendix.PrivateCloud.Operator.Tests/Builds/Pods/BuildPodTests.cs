using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Builds.Pods;

/// <summary>A build that is a pod's: what the pod is, what it is told, and what becomes of its result.</summary>
public sealed class BuildPodTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_image_runs_as_nodes_pull_it_and_nothing_else_is_left_of_the_build()
    {
        var node = new BuildNode();
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.App());

        await cluster.UntilReadyAsync();
        await cluster.UntilClearAsync();

        var status = (await cluster.FindAsync<Build>("crm-build"))!.Status!;
        Assert.Equal($"pull.example.com/crm@{BuildNode.DigestOf(1)}", status.Image);
        Assert.Equal(status.Image, await cluster.DeployedImageAsync());
        Assert.Equal(node.Pods.Single().Task.Target, status.Tag);
        Assert.Equal($"push.example.com/crm:{status.StartTime:yyyyMMdd.HHmmss.fff}", status.Tag);
        Assert.Equal((1, "10.24.3.64871", 21, "1.4.0.512", null), (status.BuiltGeneration, status.RuntimeVersion, status.JavaVersion, status.ModelVersion, status.TaskFailures));
    }

    [Fact]
    public async Task The_pod_is_the_Builds_and_has_what_the_configuration_wants_of_all_pods()
    {
        var node = new BuildNode();
        await using var cluster = await BuildPodCluster.StartAsync(node, options => options.BuildControllers.ReconcileTimeout = TimeSpan.FromMinutes(20));
        await cluster.ApplyAsync(BuildPodCluster.Configuration(spec =>
        {
            spec.BuildTask!.ServiceAccountName = "mendix-builder";
            spec.Proxy = new OperatorProxy { HttpsProxy = "http://proxy.example.com:3128" };
            spec.CustomPodLabels = new GeneralMap { General = new() { ["team"] = "platform" } };
            spec.CustomPodAnnotations = new GeneralMap { General = new() { ["sidecar.istio.io/inject"] = "false" } };
            spec.CustomPodNodeSelector = new GeneralMap { General = new() { ["disk"] = "fast" } };
        }));
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilReadyAsync();

        var pod = JsonNode.Parse(node.Pods.Single().Manifest)!;
        var (metadata, spec, container) = (pod["metadata"]!, pod["spec"]!, pod["spec"]!["containers"]![0]!);
        Assert.Equal(("crm-build", "Build"), ((string?)metadata["name"], (string?)metadata["ownerReferences"]![0]!["kind"]));
        Assert.Equal(("build", "platform"), ((string?)metadata["labels"]!["privatecloud.mendix.com/task"], (string?)metadata["labels"]!["team"]));
        Assert.Equal("false", (string?)metadata["annotations"]!["sidecar.istio.io/inject"]);
        Assert.Equal(("fast", "mendix-builder", false), ((string?)spec["nodeSelector"]!["disk"], (string?)spec["serviceAccountName"], (bool)spec["automountServiceAccountToken"]!));
        Assert.Equal(("Never", 1200), ((string?)spec["restartPolicy"], (int)spec["activeDeadlineSeconds"]!));
        Assert.Equal(("registry.example.com/task:1", "build"), ((string?)container["image"], (string?)container["args"]!.AsArray().Single()));
        Assert.Equal("http://proxy.example.com:3128", (string?)container["env"]!.AsArray().Single(variable => (string?)variable!["name"] == "HTTPS_PROXY")!["value"]);
        Assert.Equal("""{"cpu":"1","memory":"256Mi","ephemeral-storage":"2Gi"}""", container["resources"]!["limits"]!.ToJsonString());
        Assert.Equal("""{"cpu":"250m","memory":"64Mi","ephemeral-storage":"2Gi"}""", container["resources"]!["requests"]!.ToJsonString());
    }

    [Fact]
    public async Task Resources_are_those_of_the_configuration()
    {
        var node = new BuildNode();
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.Configuration(spec => spec.BuildResources = new ResourceRequirements { Limits = new() { ["memory"] = "1Gi" } }));
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilReadyAsync();

        Assert.Equal("""{"memory":"1Gi"}""", JsonNode.Parse(node.Pods.Single().Manifest)!["spec"]!["containers"]![0]!["resources"]!["limits"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_secret_stands_in_a_Secret_and_nowhere_else()
    {
        var node = new BuildNode();
        await using var cluster = await BuildPodCluster.StartAsync(node, options => options.ConfigureImageBuilds = image => image.MaxEntries = 4711);
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilReadyAsync();

        var seen = node.Pods.Single();
        Assert.Equal((BuildPodCluster.Source, "registry.example.com/base:1", 4711), (seen.Task.Source, seen.Task.BaseImage, seen.Task.Limits!.MaxEntries));
        Assert.Equal("cm9ib3Q6aHVudGVyMg==", (string?)JsonNode.Parse(seen.Text(ImageTask.CredentialsFileName))!["auths"]!["push.example.com"]!["auth"]);
        Assert.DoesNotContain("s3cret", seen.Manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", seen.Task.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", seen.Manifest, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Logs.Lines, line => line.Contains("s3cret", StringComparison.Ordinal) || line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newer_source_stops_the_pod_and_has_one_of_its_own()
    {
        var stopped = new TaskCompletionSource();
        var node = new BuildNode { Instead = (number, _, token) => number == 1 ? UntilStopped(stopped, token) : null };
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilSaysAsync("Building", "The pod 'crm-build' is at work.");

        await cluster.ApplyAsync(BuildPodCluster.App("https://files.example.com/newer.mda"));

        await cluster.UntilReadyAsync();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(2, node.Pods.Count);
        Assert.Equal("https://files.example.com/newer.mda", node.Pods[1].Task.Source);
        Assert.Equal($"pull.example.com/crm@{BuildNode.DigestOf(2)}", await cluster.DeployedImageAsync());
        await cluster.UntilClearAsync();
    }

    [Theory]
    [InlineData("a finished image")]
    [InlineData("builds in the operator")]
    [InlineData("no app")]
    public async Task A_pod_that_is_not_wanted_any_more_is_stopped(string instead)
    {
        var stopped = new TaskCompletionSource();
        var node = new BuildNode { Instead = (_, _, token) => UntilStopped(stopped, token) };
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilSaysAsync("Building", "The pod 'crm-build' is at work.");

        await (instead switch
        {
            "a finished image" => cluster.ApplyAsync(BuildPodCluster.App("oci-image://registry.example.com/crm:1.0")),
            "no app" => cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation),
            _ => (Task)cluster.ApplyAsync(BuildPodCluster.Configuration(spec => (spec.BuildTask, spec.Registry!.PushUrl) = (null, "no registry"))),
        });

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await cluster.UntilClearAsync();
        Assert.Single(node.Pods);
    }

    [Fact]
    public async Task An_operator_that_was_away_takes_what_the_pod_made_meanwhile()
    {
        var end = new TaskCompletionSource();
        var node = new BuildNode();
        node.Instead = (_, pod, _) => EndAsync(pod);
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.App());
        var begun = await cluster.UntilSaysAsync("Building", "The pod 'crm-build' is at work.");
        await cluster.StopOperatorAsync();
        end.SetResult();
        await cluster.UntilAsync<Pod>("crm-build", pod => pod.Status?.Phase == "Succeeded");

        await cluster.StartOperatorAsync();
        await cluster.UntilReadyAsync();

        await cluster.UntilClearAsync();
        Assert.Single(node.Pods);
        Assert.Equal(begun.Status!.StartTime, (await cluster.FindAsync<Build>("crm-build"))!.Status!.StartTime);

        async Task EndAsync(LocalCluster.LocalPod pod)
        {
            await end.Task;
            pod.ReportSucceeded(BuildNode.Result(1).ToJson());
        }
    }

    private static async Task UntilStopped(TaskCompletionSource stopped, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopped.TrySetResult();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
