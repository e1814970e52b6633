using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Kubectl;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes;

/// <summary>The scale subresource, as kubectl and autoscalers use it.</summary>
public sealed class ScaleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_kubectl_scales_runs_and_what_an_autoscaler_reads_finds_the_pods()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        using var kubectl = new KubectlRunner(cluster.KubeConfig);

        await kubectl.RunAsync("scale mendixapp crm --replicas=3 -n apps", Cancellation);
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status is { ReadyReplicas: 3 });

        var scale = JsonNode.Parse(await kubectl.RunAsync("get --raw /apis/privatecloud.mendix.com/v1alpha1/namespaces/apps/mendixapps/crm/scale", Cancellation))!;
        Assert.Equal((3, 3), ((int?)scale["spec"]!["replicas"], (int?)scale["status"]!["replicas"]));
        var pods = await cluster.User.ListAsync<Pod>(OperatorCluster.Namespace, new ListOptions { LabelSelector = (string?)scale["status"]!["selector"] }, Cancellation);
        Assert.Equal(3, pods.Items.Count);

        await kubectl.RunAsync("scale mendixapp crm --replicas=1 -n apps", Cancellation);
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status is { Replicas: 1 });
    }
}
