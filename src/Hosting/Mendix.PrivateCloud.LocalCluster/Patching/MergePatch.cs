using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Patching;

/// <summary>RFC 7386: objects are merged, null removes, everything else replaces.</summary>
internal static class MergePatch
{
    /// <summary>The patched object; the current one and the patch are left as they are.</summary>
    public static JsonObject Apply(JsonObject current, JsonObject patch)
    {
        var result = (JsonObject)current.DeepClone();
        MergeInto(result, patch);
        return result;
    }

    private static void MergeInto(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject nested:
                    if (target[name] is not JsonObject existing)
                    {
                        target[name] = existing = [];
                    }

                    MergeInto(existing, nested);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
