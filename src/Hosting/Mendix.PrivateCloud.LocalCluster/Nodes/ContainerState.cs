using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Objects;

namespace Mendix.PrivateCloud.LocalCluster.Nodes;

/// <summary>The three forms of a container's state in a Pod's status.</summary>
internal static class ContainerState
{
    public static JsonObject Waiting(string reason, string? message)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message is not null)
        {
            waiting["message"] = message;
        }

        return new JsonObject { ["waiting"] = waiting };
    }

    public static JsonObject Running(DateTimeOffset since) =>
        new() { ["running"] = new JsonObject { ["startedAt"] = since.ToKubernetesTime() } };

    public static JsonObject Terminated(int exitCode, string reason, string? message, DateTimeOffset at)
    {
        var terminated = new JsonObject { ["exitCode"] = exitCode, ["reason"] = reason, ["finishedAt"] = at.ToKubernetesTime() };
        if (message is not null)
        {
            terminated["message"] = message;
        }

        return new JsonObject { ["terminated"] = terminated };
    }
}
