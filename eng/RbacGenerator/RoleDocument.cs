using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Operator.Access;

namespace RbacGenerator;

/// <summary>The objects by which Kubernetes gives rights to an account.</summary>
internal static class RoleDocument
{
    /// <summary>Where the operator lives; somebody who wants it elsewhere changes this name in all the files.</summary>
    public const string OperatorNamespace = "mendix-operator";

    // Documented in the reference.
    private const string Account = "mendix-operator";
    private const string Group = "rbac.authorization.k8s.io";

    public static JsonObject Namespace() => Document("v1", "Namespace", OperatorNamespace, null);

    public static JsonObject ServiceAccount() => Document("v1", "ServiceAccount", Account, OperatorNamespace);

    public static JsonObject Role(string name, string? space, IEnumerable<ApiRight> rights) =>
        With(Document($"{Group}/v1", "Role", name, space), "rules", Rules(rights));

    public static JsonObject ClusterRole(string name, IEnumerable<ApiRight> rights) =>
        With(Document($"{Group}/v1", "ClusterRole", name, null), "rules", Rules(rights));

    public static JsonObject RoleBinding(string name, string? space) => Binding("RoleBinding", "Role", name, space);

    public static JsonObject ClusterRoleBinding(string name) => Binding("ClusterRoleBinding", "ClusterRole", name, null);

    private static JsonObject Binding(string kind, string role, string name, string? space)
    {
        var binding = Document($"{Group}/v1", kind, name, space);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = role, ["name"] = name };
        binding["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Account, ["namespace"] = OperatorNamespace });
        return binding;
    }

    private static JsonArray Rules(IEnumerable<ApiRight> rights) => new([.. rights.Select(Rule)]);

    private static JsonObject Rule(ApiRight right)
    {
        var rule = new JsonObject { ["apiGroups"] = new JsonArray(right.Group), ["resources"] = new JsonArray(right.Resource) };
        if (right.Name is not null)
        {
            rule["resourceNames"] = new JsonArray(right.Name);
        }

        return With(rule, "verbs", new JsonArray([.. right.Verbs.Select(verb => JsonValue.Create(verb))]));
    }

    private static JsonObject Document(string apiVersion, string kind, string name, string? space)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (space is not null)
        {
            metadata["namespace"] = space;
        }

        return new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
    }

    private static JsonObject With(JsonObject document, string field, JsonNode value)
    {
        document[field] = value;
        return document;
    }
}
