using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>A pod that exists keeps its spec, but for a few fields.</summary>
internal static class PodUpdateRule
{
    public static void Check(string path, JsonObject pod, JsonObject? old, ICollection<FieldError> errors)
    {
        if (old.Object("spec") is { } before && pod.Object("spec") is { } now && !JsonNode.DeepEquals(Fixed(now), Fixed(before)))
        {
            errors.Add(FieldError.Forbidden("spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
        }
    }

    private static JsonObject Fixed(JsonObject spec)
    {
        var copy = (JsonObject)spec.DeepClone();
        copy.Remove("activeDeadlineSeconds");
        copy.Remove("tolerations");
        copy.Remove("terminationGracePeriodSeconds");
        // Placed by the scheduler, through an update of its own.
        copy.Remove("nodeName");
        foreach (var container in copy.Objects("containers").Concat(copy.Objects("initContainers")))
        {
            container.Remove("image");
        }

        return copy;
    }
}
