using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Objects;

namespace Mendix.PrivateCloud.LocalCluster.CustomResources;

/// <summary>A valid definition is served from the moment it is stored, and says so at once.</summary>
internal static class DefinitionStatus
{
    public static void Establish(JsonObject definition, DateTimeOffset now)
    {
        var status = definition["status"] as JsonObject ?? [];
        status["acceptedNames"] = definition["spec"]!["names"]!.DeepClone();
        status["conditions"] = new JsonArray(
            Condition(status, "NamesAccepted", "NoConflicts", "no conflicts found", now),
            Condition(status, "Established", "InitialNamesAccepted", "the initial names have been accepted", now));
        status["storedVersions"] = StoredVersions(definition, status);
        definition["status"] = status.Parent is null ? status : status.DeepClone();
    }

    private static JsonArray StoredVersions(JsonObject definition, JsonObject status)
    {
        var storage = definition["spec"].Objects("versions").FirstOrDefault(version => version.Boolean("storage")).String("name");
        var known = status.Array("storedVersions")?.Select(Json.AsString).OfType<string>() ?? [];
        return [.. known.Append(storage).OfType<string>().Distinct().Select(version => (JsonNode)version)];
    }

    private static JsonObject Condition(JsonObject status, string type, string reason, string message, DateTimeOffset now)
    {
        var present = status.Objects("conditions").FirstOrDefault(condition => condition.String("type") == type);
        return new JsonObject
        {
            ["lastTransitionTime"] = present.String("lastTransitionTime") ?? now.ToKubernetesTime(),
            ["message"] = message,
            ["reason"] = reason,
            ["status"] = "True",
            ["type"] = type,
        };
    }
}
