using System.Text;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes;

/// <summary>What keeps an app from coming up stands in the MendixApp's status, with what to do about it.</summary>
public sealed class PodTroubleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> Troubles => new()
    {
        { """{"waiting":{"reason":"ImagePullBackOff","message":"no such image"}}""", "null", "ImageNotPulled", "imagePullSecrets" },
        { """{"waiting":{"reason":"CreateContainerConfigError","message":"secret \"extra\" not found"}}""", "null", "ContainerNotCreated", "spec.runtime.environmentVariables" },
        { """{"waiting":{"reason":"CrashLoopBackOff"}}""", """{"terminated":{"exitCode":1,"reason":"Error","message":"No security in production\n"}}""", "AppCrashes", "No security in production" },
        { """{"waiting":{"reason":"CrashLoopBackOff"}}""", """{"terminated":{"exitCode":137,"reason":"OOMKilled"}}""", "OutOfMemory", "spec.resources.limits.memory" },
        { """{"terminated":{"exitCode":3,"reason":"Error","message":"cannot open the database"}}""", "null", "AppCrashes", "cannot open the database" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task It_is_told_with_cause_and_remedy_and_goes_when_it_is_over(string state, string lastState, string reason, string words)
    {
        await using var cluster = await StartAsync();
        var pod = await PodAsync(cluster);
        await ReportAsync(cluster, pod, state, lastState, restarts: 4, isReady: false);

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason(reason));
        Assert.Contains(words, app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains(pod, app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", app.Status!.RuntimeStatus);
        Assert.Equal(4, app.Status.Pods!.Single().RestartCount);
        if (lastState != "null")
        {
            Assert.NotNull(app.Status.Pods!.Single().LastExitReason);
            Assert.NotEqual(0, app.Status.Pods!.Single().LastExitCode);
        }

        await ReportAsync(cluster, pod, """{"running":{}}""", lastState, restarts: 5, isReady: true);
        app = await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.Pods!.Single() is { RestartCount: 5, Ready: true });
        Assert.Equal("Running", app.Status!.Pods!.Single().State);
    }

    [Fact]
    public async Task What_no_node_takes_is_told_while_it_may_still_pass()
    {
        await using var cluster = await StartAsync();
        var pod = await PodAsync(cluster);
        await PatchAsync(cluster, pod, """{"status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"0/3 nodes are available: 3 Insufficient memory."}]}}""");

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Unschedulable"));

        Assert.Equal("Processing", app.Status!.RuntimeStatus);
        Assert.Contains("Insufficient memory", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("spec.resources.requests", app.ReadyCondition()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_in_the_last_words_of_an_app_are_taken_out()
    {
        await using var cluster = await StartAsync(runtime => runtime.MicroflowConstants = new() { ["Crm.Key"] = "constant-canary" });
        var password = (string?)System.Text.Json.Nodes.JsonNode.Parse((await cluster.FindAsync<Secret>("crm-database"))!.Data!["config"])!["DatabasePassword"];
        var pod = await PodAsync(cluster);
        await ReportAsync(
            cluster,
            pod,
            """{"waiting":{"reason":"CrashLoopBackOff"}}""",
            $$$"""{"terminated":{"exitCode":1,"reason":"Error","message":"login with {{{password}}} failed at constant-canary"}}""",
            restarts: 1,
            isReady: false);

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("AppCrashes"));

        Assert.Contains("login with *** failed", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password!, app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("constant-canary", app.ReadyCondition()!.Message, StringComparison.Ordinal);
    }

    // A node that does nothing: the test is the kubelet.
    private static async Task<OperatorCluster> StartAsync(Action<RuntimeConfiguration>? configure = null)
    {
        var cluster = await OperatorCluster.StartAsync(node: new IdleNode());
        await cluster.WithPlansAsync();
        var app = Samples.App("crm");
        configure?.Invoke(app.Spec!.Runtime = new RuntimeConfiguration());
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("RollingOut"));
        return cluster;
    }

    private static async Task<string> PodAsync(OperatorCluster cluster)
    {
        IReadOnlyList<Pod> pods = [];
        await OperatorCluster.PollAsync(async () => (pods = (await cluster.User.ListAsync<Pod>(OperatorCluster.Namespace, cancellationToken: Cancellation)).Items).Count == 1);
        return pods.Single().Metadata.Name!;
    }

    private static Task<Pod> ReportAsync(OperatorCluster cluster, string pod, string state, string lastState, int restarts, bool isReady) => PatchAsync(cluster, pod, $$$"""
        {"status":{
          "phase":"Running",
          "conditions":[{"type":"Ready","status":"{{{(isReady ? "True" : "False")}}}"}],
          "containerStatuses":[{"name":"mendix","image":"registry.example.com/crm:1.0","imageID":"","ready":{{{(isReady ? "true" : "false")}}},"restartCount":{{{restarts}}},"state":{{{state}}},"lastState":{{{lastState}}} }]
        }}
        """);

    private static Task<Pod> PatchAsync(OperatorCluster cluster, string pod, string patch) => cluster.User.PatchAsync<Pod>(
        OperatorCluster.Namespace, pod, PatchType.Merge, Encoding.UTF8.GetBytes(patch), "status", Cancellation);

    private sealed class IdleNode : INode
    {
        public Task RunAsync(LocalPod pod, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
