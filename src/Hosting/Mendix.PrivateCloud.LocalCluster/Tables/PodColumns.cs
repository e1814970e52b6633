using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Tables.TableColumn;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>The columns of pods; the status is what stands out most in its containers.</summary>
internal static class PodColumns
{
    private const string None = "<none>";

    public static readonly TableColumn[] All =
    [
        ObjectName,
        Text("Ready", value => $"{Statuses(value).Count(IsReady)}/{value.Object("spec").Array("containers")?.Count ?? 0}"),
        Text("Status", PodStatus.Of),
        Timed("Restarts", Restarts),
        Age,
        Text("IP", value => Json.AsString(value.At("status", "podIP")) ?? None).Wide(),
        Text("Node", value => Json.AsString(value.At("spec", "nodeName")) ?? None).Wide(),
        Text("Nominated Node", value => Json.AsString(value.At("status", "nominatedNodeName")) ?? None).Wide(),
        Text("Readiness Gates", ReadinessGates).Wide(),
    ];

    private static IEnumerable<JsonObject> Statuses(JsonObject pod) => pod.Object("status").Objects("containerStatuses");

    private static bool IsReady(JsonObject status) => status.Boolean("ready") && status.At("state", "running") is not null;

    private static string Restarts(JsonObject pod, DateTimeOffset now)
    {
        var count = Statuses(pod).Sum(status => status.Integer("restartCount") ?? 0);
        var last = Statuses(pod)
            .Select(status => Json.AsString(status.At("lastState", "terminated", "finishedAt")))
            .OfType<string>()
            .Max(StringComparer.Ordinal);
        return count > 0 && last is not null ? $"{count} ({HumanDuration.Since(last, now)} ago)" : $"{count}";
    }

    private static string ReadinessGates(JsonObject pod)
    {
        var gates = pod.Object("spec").Objects("readinessGates").ToList();
        var met = gates.Count(gate => PodStatus.HasCondition(pod, gate.String("conditionType")));
        return gates.Count == 0 ? None : $"{met}/{gates.Count}";
    }
}
