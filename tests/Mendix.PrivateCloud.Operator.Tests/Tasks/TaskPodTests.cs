using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Tasks;

/// <summary>A provisioner in pods of its own does what it does in the operator's process, and says the same.</summary>
public sealed partial class TaskPodTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SecretFormat.Config)]
    [InlineData(SecretFormat.Keys)]
    public async Task Status_and_Secret_are_those_of_the_operators_own_process(SecretFormat format)
    {
        using var node = new TaskNode();
        await using var byPod = await TaskCluster.StartAsync(node, options => options.SecretFormat = format);
        await byPod.ApplyAsync(Samples.App("crm"));
        await byPod.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await byPod.UntilGoneAsync<Pod>("crm-database");
        await byPod.UntilQuietAsync();

        await using var inProcess = await OperatorCluster.StartAsync(options => options.SecretFormat = format);
        await inProcess.WithPlansAsync();
        await inProcess.ApplyAsync(Samples.App("crm"));
        await inProcess.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await inProcess.UntilQuietAsync();

        var expected = await EndState.OfAsync(inProcess.User, OperatorCluster.Namespace);
        var actual = await EndState.OfAsync(byPod.User, OperatorCluster.Namespace);
        Assert.Equal(expected, TaskField().Replace(actual, ""));
        Assert.Equal(Keys(await SecretAsync(inProcess)), Keys(await SecretAsync(byPod)));
        Assert.Single(byPod.Shelf.Things);

        static List<string> Keys(Secret secret) =>
            [.. secret.Data!.Select(pair => pair.Key == "config" ? string.Join(',', JsonNode.Parse(pair.Value)!.AsObject().Select(setting => setting.Key)) : pair.Key).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_deletion_is_done_by_a_pod_and_leaves_nothing_even_in_the_foreground()
    {
        using var node = new TaskNode();
        await using var cluster = await ReadyAsync(node);

        await cluster.User.DeleteAsync<MendixApp>(
            OperatorCluster.Namespace, "crm", new DeleteOptions { Propagation = DeletePropagation.Foreground }, Cancellation);

        await cluster.UntilGoneAsync("crm");
        Assert.Equal(2, node.Manifests.Count);
        Assert.Contains("\\u0022verb\\u0022:\\u0022Deprovision\\u0022", node.Manifests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_at_work_is_stopped_before_another_one_removes_what_it_made()
    {
        using var node = new TaskNode();
        await using var cluster = await TaskCluster.StartAsync(node);
        var (begun, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        cluster.Shelf.BeforeEffect = async token =>
        {
            if (begun.TrySetResult())
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => stopped.TrySetResult(), TaskScheduler.Default);
                token.ThrowIfCancellationRequested();
            }
        };
        await cluster.ApplyAsync(Samples.App("crm"));
        await begun.Task.WaitAsync(Cancellation);

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);

        await cluster.UntilGoneAsync("crm");
        Assert.True(stopped.Task.IsCompleted);
    }

    [Fact]
    public async Task No_secret_of_the_plan_stands_in_a_pod()
    {
        using var node = new TaskNode();
        await using var cluster = await ReadyAsync(node);

        Assert.DoesNotContain(ShelfServer.AdminPassword, Assert.Single(node.Manifests), StringComparison.Ordinal);
        Assert.DoesNotContain((await CredentialsAsync(cluster)).Password, node.Manifests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_the_namespace_connects_stands_in_its_pods()
    {
        using var node = new TaskNode();
        await using var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(AuthoritiesSecret(TestCertificate.Shared.Certificate));
        await cluster.ApplyAsync(Configuration());

        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        var spec = JsonNode.Parse(Assert.Single(node.Manifests))!["spec"]!;
        var container = spec["containers"]![0]!;
        string? Variable(string name) => (string?)container["env"]!.AsArray().Single(variable => (string)variable!["name"]! == name)!["value"];
        Assert.Equal(("/mnt/mendix/ca/custom.crt", "http://proxy.test:3128"), (Variable("PRIVATECLOUD_TASK_AUTHORITIES"), Variable("HTTPS_PROXY")));
        Assert.EndsWith(",10.0.0.0/8", Variable("NO_PROXY"), StringComparison.Ordinal);
        Assert.Equal(
            ["credentials shelf-admin", "ca authorities"], spec["volumes"]!.AsArray().Select(volume => $"{volume!["name"]} {volume["secret"]!["secretName"]}"));
        Assert.Equal(
            ["/mnt/mendix/credentials", "/mnt/mendix/ca"], container["volumeMounts"]!.AsArray().Select(mount => (string)mount!["mountPath"]!));
    }

    [Fact]
    public async Task No_pod_is_made_without_the_Secret_with_the_authorities_and_another_one_tries_again()
    {
        using var node = new TaskNode { Instead = (number, pod) => number == 1 ? () => { pod.ReportFailed(78, "untrusted"); return Task.CompletedTask; } : null };
        await using var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("ProvisioningFailed", "The Secret 'authorities', which spec.customCASecretName of the OperatorConfiguration names, does not exist."));
        Assert.Empty(node.Manifests);

        await cluster.ApplyAsync(AuthoritiesSecret(TestCertificate.Shared.Certificate));
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("ProvisioningFailed", "untrusted"));

        await cluster.ApplyAsync(AuthoritiesSecret(TestCertificate.Make().Certificate));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.Equal(2, node.Manifests.Count);
    }

    [Fact]
    public async Task In_a_namespace_that_goes_where_no_pod_can_be_made_the_operator_removes_the_tenant()
    {
        using var node = new TaskNode();
        await using var cluster = await ReadyAsync(node);

        await cluster.User.DeleteAsync<Kubernetes.Resources.Namespace>(null, OperatorCluster.Namespace, cancellationToken: Cancellation);

        await OperatorCluster.PollAsync(async () =>
            await cluster.User.FindAsync<Kubernetes.Resources.Namespace>(null, OperatorCluster.Namespace, Cancellation) is null);
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task An_instance_that_is_let_go_by_hand_takes_its_pod_along()
    {
        using var node = new TaskNode { Instead = (number, pod) => number == 2 ? () => { pod.ReportFailed(75, "gone for lunch"); return Task.CompletedTask; } : null };
        await using var cluster = await ReadyAsync(node);
        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: Cancellation);
        await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Says("DeprovisioningFailed", "gone for lunch"));

        await cluster.User.PatchAsync<StorageInstance>(
            OperatorCluster.Namespace, "crm-database", PatchType.Merge, "{\"metadata\":{\"finalizers\":null}}"u8.ToArray(), cancellationToken: Cancellation);

        await cluster.UntilGoneAsync<Pod>("crm-database");
    }

    private static OperatorConfiguration Configuration() => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = OperatorConfiguration.ObjectName },
        Spec = new OperatorConfigurationSpec
        {
            Proxy = new OperatorProxy { HttpProxy = "http://proxy.test:3128", NoProxy = ["10.0.0.0/8"] },
            CustomCASecretName = "authorities",
        },
    };

    private static Secret AuthoritiesSecret(string pem) => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "authorities" },
        Data = new Dictionary<string, byte[]> { ["custom.crt"] = Encoding.UTF8.GetBytes(pem) },
    };

    internal static async Task<OperatorCluster> ReadyAsync(TaskNode node)
    {
        var cluster = await TaskCluster.StartAsync(node);
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        return cluster;
    }

    internal static async Task<(string Name, string Password)> CredentialsAsync(OperatorCluster cluster)
    {
        var config = JsonNode.Parse((await SecretAsync(cluster)).Data!["config"])!;
        return ((string)config["DatabaseName"]!, (string)config["DatabasePassword"]!);
    }

    private static async Task<Secret> SecretAsync(OperatorCluster cluster) => (await cluster.FindAsync<Secret>("crm-database"))!;

    [GeneratedRegex(",\"task\":\\{[^}]*\\}")]
    private static partial Regex TaskField();
}
