using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using static Mendix.PrivateCloud.LocalCluster.Tables.TableColumn;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>The columns that people know from <c>kubectl get</c>.</summary>
internal static class BuiltInColumns
{
    private const string None = "<none>";

    private static readonly TableColumn[] Default = [ObjectName, Age];

    private static readonly Dictionary<string, TableColumn[]> ByKind = new(StringComparer.Ordinal)
    {
        ["Namespace"] = [ObjectName, Text("Status", value => Json.AsString(value.At("status", "phase")) ?? ""), Age],
        ["Secret"] = [ObjectName, Text("Type", value => value.String("type")), Count("Data", "data"), Age],
        ["ConfigMap"] =
        [
            ObjectName,
            new("Data", (value, _) => (value.Object("data")?.Count ?? 0) + (value.Object("binaryData")?.Count ?? 0)) { Type = "integer" },
            Age,
        ],
        ["ServiceAccount"] =
            [ObjectName, new("Secrets", (value, _) => value.Array("secrets")?.Count ?? 0) { Type = "integer" }, Age],
        ["Pod"] = PodColumns.All,
        ["Event"] = EventColumns.All,
        ["Service"] = NetworkColumns.Service,
        ["Ingress"] = NetworkColumns.Ingress,
        ["Deployment"] =
        [
            ObjectName,
            Text("Ready", value => $"{Replicas(value, "status", "readyReplicas")}/{Replicas(value, "spec", "replicas")}"),
            Number("Up-to-date", "status", "updatedReplicas"),
            Number("Available", "status", "availableReplicas"),
            Age,
            .. TemplateColumns(),
        ],
        ["ReplicaSet"] =
        [
            ObjectName,
            Number("Desired", "spec", "replicas"),
            Number("Current", "status", "replicas"),
            Number("Ready", "status", "readyReplicas"),
            Age,
            .. TemplateColumns(),
        ],
        ["ControllerRevision"] =
        [
            ObjectName,
            Text("Controller", Controller),
            Number("Revision", "revision"),
            Age,
        ],
        ["Lease"] = [ObjectName, Text("Holder", value => Json.AsString(value.At("spec", "holderIdentity")) ?? ""), Age],
        ["PodDisruptionBudget"] =
        [
            ObjectName,
            Text("Min Available", value => value.At("spec", "minAvailable") is { } least ? JsonPath.Text(least) : "N/A"),
            Text("Max Unavailable", value => value.At("spec", "maxUnavailable") is { } most ? JsonPath.Text(most) : "N/A"),
            Number("Allowed Disruptions", "status", "disruptionsAllowed"),
            Age,
        ],
        ["CustomResourceDefinition"] = [ObjectName, CreatedAt],
        ["Role"] = [ObjectName, CreatedAt],
        ["ClusterRole"] = [ObjectName, CreatedAt],
        ["RoleBinding"] = BindingColumns(),
        ["ClusterRoleBinding"] = BindingColumns(),
    };

    private static string Controller(JsonObject value) =>
        (value.At("metadata", "ownerReferences") as JsonArray)?.OfType<JsonObject>().FirstOrDefault(owner => owner.Boolean("controller")) is { } owner
            ? $"{owner.String("kind")?.ToLowerInvariant()}/{owner.String("name")}"
            : None;

    public static IReadOnlyList<TableColumn> Of(ResourceType type) => ByKind.GetValueOrDefault(type.Kind, Default);

    /// <summary>Labels as <c>a=1,b=2</c>.</summary>
    internal static string Labels(JsonNode? labels) => labels is JsonObject { Count: > 0 } fields
        ? string.Join(',', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={JsonPath.Text(field.Value)}"))
        : None;

    internal static string OrNone(IEnumerable<string?> words) =>
        string.Join(',', words.Where(word => !string.IsNullOrEmpty(word))) is { Length: > 0 } text ? text : None;

    private static TableColumn Count(string name, string field) =>
        new(name, (value, _) => value.Object(field)?.Count ?? 0) { Type = "integer" };

    private static long Replicas(JsonObject value, string part, string field) => value.Object(part).Integer(field) ?? 0;

    private static TableColumn[] TemplateColumns() =>
    [
        Text("Containers", value => OrNone(Containers(value).Select(container => container.String("name")))).Wide(),
        Text("Images", value => OrNone(Containers(value).Select(container => container.String("image")))).Wide(),
        Text("Selector", value => Labels(value.At("spec", "selector", "matchLabels"))).Wide(),
    ];

    private static IEnumerable<JsonObject> Containers(JsonObject value) => value.At("spec", "template", "spec").Objects("containers");

    private static TableColumn[] BindingColumns() =>
    [
        ObjectName,
        Text("Role", value => $"{Json.AsString(value.At("roleRef", "kind"))}/{Json.AsString(value.At("roleRef", "name"))}"),
        Age,
        Subjects("Users", "User"),
        Subjects("Groups", "Group"),
        Subjects("ServiceAccounts", "ServiceAccount"),
    ];

    private static TableColumn Subjects(string name, string kind) => Text(name, value => string.Join(", ", value.Objects("subjects")
        .Where(subject => subject.String("kind") == kind)
        .Select(subject => kind == "ServiceAccount" ? $"{subject.String("namespace")}/{subject.String("name")}" : subject.String("name")))).Wide();
}
