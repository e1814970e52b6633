using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Objects;

namespace Mendix.PrivateCloud.LocalCluster.Deployments;

/// <summary>The status of a Deployment, in the numbers and conditions that Kubernetes tells.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Of(JsonObject deployment, Rollout rollout, DateTimeOffset now)
    {
        var available = rollout.Ready >= rollout.Desired;
        var complete = available && rollout.Updated == rollout.Desired && rollout.Total == rollout.Desired;
        var status = new JsonObject { ["observedGeneration"] = deployment["metadata"].Integer("generation") ?? 0 };
        Number(status, "replicas", rollout.Total);
        Number(status, "updatedReplicas", rollout.Updated);
        Number(status, "readyReplicas", rollout.Ready);
        Number(status, "availableReplicas", rollout.Ready);
        Number(status, "unavailableReplicas", Math.Max(0, Math.Max(rollout.Desired, rollout.Total) - rollout.Ready));
        var name = deployment["metadata"].String("name");
        status["conditions"] = new JsonArray(
            available
                ? Condition(deployment, "Available", true, "MinimumReplicasAvailable", "Deployment has minimum availability.", now)
                : Condition(deployment, "Available", false, "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", now),
            complete
                ? Condition(deployment, "Progressing", true, "NewReplicaSetAvailable", $"Deployment \"{name}\" has successfully progressed.", now)
                : Condition(deployment, "Progressing", true, "ReplicaSetUpdated", $"Deployment \"{name}\" is progressing.", now));
        return status;
    }

    /// <summary>Kubernetes leaves out what is zero.</summary>
    private static void Number(JsonObject status, string name, int value)
    {
        if (value != 0)
        {
            status[name] = value;
        }
    }

    private static JsonObject Condition(
        JsonObject deployment, string type, bool holds, string reason, string message, DateTimeOffset now)
    {
        var present = deployment["status"].Objects("conditions").FirstOrDefault(condition => condition.String("type") == type);
        var value = holds ? "True" : "False";
        var unchanged = present.String("status") == value;
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = value,
            ["lastUpdateTime"] = unchanged && present.String("reason") == reason ? present.String("lastUpdateTime") : now.ToKubernetesTime(),
            ["lastTransitionTime"] = unchanged ? present.String("lastTransitionTime") : now.ToKubernetesTime(),
            ["reason"] = reason,
            ["message"] = message,
        };
    }
}
