using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.OperatorConformance.Servers;

/// <summary>Says that each pod of an app runs and is ready, as a kubelet would. No node has any of them.</summary>
internal sealed class ReadyPods(KubernetesClient client)
{
    private static readonly string[] Conditions = ["PodScheduled", "Initialized", "ContainersReady", "Ready"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pods = new Informer<Pod>(client, new InformerOptions<Pod> { LabelSelector = "privatecloud.mendix.com/component=mendix-app" });
        using var subscription = pods.Subscribe(change =>
        {
            if (change.New is { Metadata.DeletionTimestamp: null, Status.Phase: not "Running" } pod)
            {
                _ = Task.Run(() => ReportReadyAsync(pod, cancellationToken), CancellationToken.None);
            }
        });
        await pods.RunAsync(cancellationToken);
    }

    private async Task ReportReadyAsync(Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await client.PatchAsync<Pod>(
                pod.Metadata.Namespace, pod.Metadata.Name!, PatchType.Merge, JsonSerializer.SerializeToUtf8Bytes(Running(pod)), "status", cancellationToken);
        }
        catch (Exception exception) when (exception is KubernetesException or OperationCanceledException)
        {
            // It is gone, or the cluster is.
        }
    }

    private static JsonObject Running(Pod pod)
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var ready = Conditions.Select(type => new JsonObject { ["type"] = type, ["status"] = "True", ["lastTransitionTime"] = now });
        var containers = pod.Spec!.Containers!.Select(container => new JsonObject
        {
            ["name"] = container.Name,
            ["image"] = container.Image,
            ["imageID"] = "",
            ["ready"] = true,
            ["started"] = true,
            ["restartCount"] = 0,
            ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = now } },
        });
        return new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["phase"] = "Running",
                ["conditions"] = new JsonArray([.. ready]),
                ["containerStatuses"] = new JsonArray([.. containers]),
            },
        };
    }
}
