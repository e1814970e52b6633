using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Objects;

namespace Mendix.PrivateCloud.LocalCluster.Nodes;

/// <summary>The status of a Pod whose containers are all in one state.</summary>
internal static class PodStatus
{
    public static JsonObject Compose(JsonObject pod, string phase, bool ready, JsonObject state, DateTimeOffset now)
    {
        var running = state["running"] is not null;
        return new JsonObject
        {
            ["phase"] = phase,
            ["conditions"] = new JsonArray(
                Condition("Initialized", true, now),
                Condition("Ready", ready, now),
                Condition("ContainersReady", ready, now),
                Condition("PodScheduled", true, now)),
            ["hostIP"] = "127.0.0.1",
            ["podIP"] = "127.0.0.1",
            ["startTime"] = now.ToKubernetesTime(),
            ["containerStatuses"] = new JsonArray([.. pod["spec"].Objects("containers").Select(container => (JsonNode)new JsonObject
            {
                ["name"] = container.String("name"),
                ["state"] = state.DeepClone(),
                ["ready"] = ready,
                ["started"] = running,
                ["restartCount"] = 0,
                ["image"] = container.String("image"),
                ["imageID"] = "",
            })]),
        };
    }

    public static bool IsReady(JsonObject pod) => pod["status"].Objects("conditions")
        .Any(condition => condition.String("type") == "Ready" && condition.String("status") == "True");

    private static JsonObject Condition(string type, bool holds, DateTimeOffset now) => new()
    {
        ["type"] = type,
        ["status"] = holds ? "True" : "False",
        ["lastTransitionTime"] = now.ToKubernetesTime(),
    };
}
