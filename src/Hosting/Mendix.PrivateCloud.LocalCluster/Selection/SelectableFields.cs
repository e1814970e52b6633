using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Selection;

/// <summary>Which fields of which kinds can be selected by, and where the stored form keeps them.</summary>
internal static class SelectableFields
{
    private static readonly Dictionary<string, string[]> ByKind = new()
    {
        ["Pod"] = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase", "status.podIP"],
        ["Secret"] = ["type"],
        ["Namespace"] = ["status.phase"],
        ["Service"] = ["spec.clusterIP", "spec.type"],
        ["ReplicaSet"] = ["status.replicas"],
        ["Event"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
    };

    /// <summary>Events are stored in their core form; events.k8s.io names two of the fields differently.</summary>
    private static readonly Dictionary<string, string> RenamedEventFields = new()
    {
        ["source"] = "source.component",
        ["reportingController"] = "reportingComponent",
    };

    public static bool Allows(ResourceType type, string path) =>
        path == "metadata.name"
        || (path == "metadata.namespace" && type.Namespaced)
        || (!type.IsCustom && ByKind.TryGetValue(type.Kind, out var paths) && paths.Contains(StoredPath(type, path) == "source.component" ? "source" : StoredPath(type, path)));

    /// <summary>Kinds that have fields of their own say less about it than the others.</summary>
    public static string Refusal(ResourceType type, string path) => type.IsCustom || ByKind.ContainsKey(type.Kind)
        ? $"field label not supported: {path}"
        : $"\"{path}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";

    public static string StoredPath(ResourceType type, string path)
    {
        if (type.Kind != "Event" || type.IsCustom)
        {
            return path;
        }

        if (path.StartsWith("regarding.", StringComparison.Ordinal))
        {
            return "involvedObject." + path["regarding.".Length..];
        }

        return RenamedEventFields.GetValueOrDefault(path, path);
    }
}
