using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Builds.Pods;

/// <summary>A build pod that makes no image: its last words are told, what runs stays, and it gets a successor when that can help.</summary>
public sealed class BuildPodFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_may_pass_is_tried_again_until_it_does_and_the_app_says_why_it_waits()
    {
        var isAway = true;
        var node = new BuildNode { Instead = (_, pod, _) => Volatile.Read(ref isAway) ? BuildNode.Fail(pod, 75, "The registry is being painted. It can be tried again.") : null };
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.App());

        await cluster.UntilAsync<Build>("crm-build", build => build.Status?.TaskFailures > 2);
        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("BuildRetried"));
        Assert.Contains("The registry is being painted. It is tried again.", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Volatile.Write(ref isAway, false);

        await cluster.UntilReadyAsync();
        await cluster.UntilClearAsync();
        var status = (await cluster.FindAsync<Build>("crm-build"))!.Status!;
        Assert.Null(status.TaskFailures);
        Assert.Single(node.Pods.Select(pod => pod.Task.Target).Distinct());
    }

    [Theory]
    [InlineData(75)]
    [InlineData(78)]
    [InlineData(1)]
    public async Task Who_deletes_a_failed_pod_gets_another_one_at_once(int exitCode)
    {
        var node = new BuildNode { Instead = (number, pod, _) => number == 1 ? BuildNode.Fail(pod, exitCode, "not now") : null };
        await using var cluster = await BuildPodCluster.StartAsync(
            node, options => (options.BuildControllers.BackoffInitial, options.BuildControllers.BackoffMax) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilSaysAsync(exitCode == 78 ? "BuildFailed" : "BuildRetried", "not now");
        await cluster.UntilGoneAsync<Secret>("crm-build");
        await cluster.UntilQuietAsync();
        Assert.Single(node.Pods);

        await cluster.User.DeleteAsync<Pod>(OperatorCluster.Namespace, "crm-build", cancellationToken: Cancellation);

        await cluster.UntilReadyAsync();
    }

    [Fact]
    public async Task What_runs_stays_on_its_image_and_a_newer_source_heals()
    {
        var node = new BuildNode { Instead = (number, pod, _) => number == 2 ? BuildNode.Fail(pod, 78, "The package is damaged.") : null };
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilReadyAsync();
        await cluster.UntilClearAsync();
        var image = await cluster.DeployedImageAsync();

        await cluster.ApplyAsync(BuildPodCluster.App("https://files.example.com/bad.mda"));
        var failed = await cluster.UntilSaysAsync("BuildFailed", $"The package is damaged. The app stays on its image {image}.");
        Assert.Equal((image, Phases.Failed), (failed.Status!.Image, failed.Status.Phase));
        Assert.Equal(image, await cluster.DeployedImageAsync());

        await cluster.ApplyAsync(BuildPodCluster.App("https://files.example.com/good.mda"));
        await cluster.UntilReadyAsync();
        Assert.Equal($"pull.example.com/crm@{BuildNode.DigestOf(3)}", await cluster.DeployedImageAsync());
    }

    [Theory]
    [InlineData("configuration")]
    [InlineData("Secret")]
    public async Task A_failure_for_good_waits_for_a_change_of_what_the_build_is_made_of(string changed)
    {
        var node = new BuildNode { Instead = (number, pod, _) => number == 1 ? BuildNode.Fail(pod, 78, "The registry does not accept the credentials.") : null };
        await using var cluster = await BuildPodCluster.StartAsync(node, options => options.BuildControllers.ResyncPeriod = TimeSpan.FromSeconds(1));
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilSaysAsync("BuildFailed", "does not accept");
        // Some resyncs. Too short a wait could only hide a fault.
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        Assert.Single(node.Pods);

        await (changed == "Secret"
            ? cluster.ApplyAsync(new Secret
            {
                Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "push" },
                Data = new() { ["username"] = "robot"u8.ToArray(), ["password"] = "right"u8.ToArray() },
            })
            : (Task)cluster.ApplyAsync(BuildPodCluster.Configuration(spec => spec.Registry!.PushUrl = "other.example.com")));

        await cluster.UntilReadyAsync();
        Assert.Equal(2, node.Pods.Count);
    }

    [Fact]
    public async Task A_good_end_without_a_result_is_a_failure()
    {
        var node = new BuildNode
        {
            Instead = (number, pod, _) =>
            {
                if (number > 1)
                {
                    return null;
                }

                pod.ReportSucceeded("""{"digest":"latest","baseImage":"b","runtimeVersion":"1","javaVersion":21}""");
                return Task.CompletedTask;
            },
        };
        await using var cluster = await BuildPodCluster.StartAsync(node, options => options.BuildControllers.BackoffInitial = TimeSpan.FromMilliseconds(400));
        await cluster.ApplyAsync(BuildPodCluster.App());

        await cluster.UntilSaysAsync("BuildRetried", "did not say what it built");
        await cluster.UntilReadyAsync();
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_is_told_and_a_corrected_one_reaches_the_build()
    {
        var node = new BuildNode
        {
            Instead = (_, pod, _) =>
            {
                if ((string)pod.Manifest["spec"]!["containers"]![0]!["image"]! != "no-such-image")
                {
                    return null;
                }

                pod.ReportWaiting("ImagePullBackOff", "no such image");
                return Task.CompletedTask;
            },
        };
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.Configuration(spec => spec.BuildTask!.Image = "no-such-image"));
        await cluster.ApplyAsync(BuildPodCluster.App());
        await cluster.UntilSaysAsync("Building", "ImagePullBackOff: no such image. Correct spec.buildTask");

        await cluster.ApplyAsync(BuildPodCluster.Configuration());

        await cluster.UntilReadyAsync();
    }

    [Fact]
    public async Task A_pod_and_a_Secret_that_are_somebody_elses_are_left_alone_and_waited_for()
    {
        await using var cluster = await BuildPodCluster.StartAsync(new BuildNode());
        await cluster.ApplyAsync(new Pod
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm-build" },
            Spec = new PodSpec { Containers = [new Container { Name = "mine", Image = "mine" }] },
        });
        await cluster.ApplyAsync(new Secret { Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm-build" }, Data = new() { ["mine"] = [1] } });
        await cluster.ApplyAsync(BuildPodCluster.App());

        await cluster.UntilSaysAsync("Conflict", "Secret 'crm-build'");
        await cluster.User.DeleteAsync<Secret>(OperatorCluster.Namespace, "crm-build", cancellationToken: Cancellation);
        await cluster.UntilSaysAsync("Conflict", "Pod 'crm-build'");
        Assert.Equal("mine", (await cluster.FindAsync<Pod>("crm-build"))!.Spec!.Containers![0].Image);
        await cluster.User.DeleteAsync<Pod>(OperatorCluster.Namespace, "crm-build", cancellationToken: Cancellation);
        await cluster.UntilReadyAsync();
    }

    [Theory]
    [InlineData("spec.buildTask.serviceAccountName")]
    [InlineData("spec.buildResources")]
    [InlineData("spec.registry.pushURL")]
    [InlineData("spec.registry.credentialsSecretName")]
    public async Task A_wrong_field_is_named_no_pod_is_made_and_a_good_one_heals(string field)
    {
        var node = new BuildNode();
        await using var cluster = await BuildPodCluster.StartAsync(node);
        await cluster.ApplyAsync(BuildPodCluster.Configuration(spec =>
        {
            switch (field)
            {
                case "spec.buildTask.serviceAccountName": spec.BuildTask!.ServiceAccountName = "No Name"; break;
                case "spec.buildResources": spec.BuildResources = new ResourceRequirements { Limits = new() { ["memory"] = "1Gi" }, Requests = new() { ["memory"] = "2Gi" } }; break;
                case "spec.registry.pushURL": spec.Registry!.PushUrl = null; break;
                default: spec.Registry!.CredentialsSecretName = "none"; break;
            }
        }));
        await cluster.ApplyAsync(BuildPodCluster.App());

        var failed = await cluster.UntilAsync<Build>("crm-build", build => build.Status?.Phase == Phases.Failed);
        Assert.Contains(field, failed.Status!.Conditions!.Single(condition => condition.Type == "Ready").Message, StringComparison.Ordinal);
        Assert.Empty(node.Pods);

        await cluster.ApplyAsync(BuildPodCluster.Configuration());
        await cluster.UntilReadyAsync();
    }

    [Fact]
    public async Task A_task_without_an_image_is_refused_by_its_field()
    {
        await using var cluster = await BuildPodCluster.StartAsync(new BuildNode());

        foreach (var image in new[] { "", " ", "no image" })
        {
            var refused = await Assert.ThrowsAsync<KubernetesException>(() => cluster.ApplyAsync(BuildPodCluster.Configuration(spec => spec.BuildTask!.Image = image)));
            Assert.Contains("spec.buildTask.image", refused.Message, StringComparison.Ordinal);
        }
    }
}
