using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>The one word that says how a pod is.</summary>
internal static class PodStatus
{
    public static string Of(JsonObject pod)
    {
        var status = pod.Object("status");
        var word = NotEmpty(status.String("reason")) ?? status.String("phase") ?? "";
        word = OfInitContainers(pod) ?? OfContainers(pod, word);
        if (pod.At("metadata", "deletionTimestamp") is null)
        {
            return word;
        }

        return status.String("reason") == "NodeLost" ? "Unknown"
            : status.String("phase") is "Succeeded" or "Failed" ? word
            : "Terminating";
    }

    public static bool HasCondition(JsonObject pod, string? type) =>
        pod.Object("status").Objects("conditions").Any(condition => condition.String("type") == type && condition.String("status") == "True");

    private static string? OfInitContainers(JsonObject pod)
    {
        if (HasCondition(pod, "Initialized"))
        {
            return null;
        }

        var total = pod.Object("spec").Array("initContainers")?.Count ?? 0;
        var done = 0;
        foreach (var container in pod.Object("status").Objects("initContainerStatuses"))
        {
            var state = container.Object("state");
            if (state.Object("terminated") is { } terminated)
            {
                if (terminated.Integer("exitCode") is 0 or null)
                {
                    done++;
                    continue;
                }

                return "Init:" + Ending(terminated);
            }

            return NotEmpty(Json.AsString(state.At("waiting", "reason"))) is { } reason and not "PodInitializing"
                ? $"Init:{reason}"
                : $"Init:{done}/{total}";
        }

        return null;
    }

    private static string OfContainers(JsonObject pod, string word)
    {
        var running = false;
        // The first container has the last word.
        foreach (var container in pod.Object("status").Objects("containerStatuses").Reverse())
        {
            var state = container.Object("state");
            if (NotEmpty(Json.AsString(state.At("waiting", "reason"))) is { } waiting)
            {
                word = waiting;
            }
            else if (state.Object("terminated") is { } terminated)
            {
                word = Ending(terminated);
            }
            else if (container.Boolean("ready") && state.Object("running") is not null)
            {
                running = true;
            }
        }

        return word == "Completed" && running ? HasCondition(pod, "Ready") ? "Running" : "NotReady" : word;
    }

    private static string Ending(JsonObject terminated) =>
        NotEmpty(terminated.String("reason"))
        ?? (terminated.Integer("signal") is > 0 and var signal ? $"Signal:{signal}" : $"ExitCode:{terminated.Integer("exitCode") ?? 0}");

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
