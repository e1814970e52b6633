using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Roles and bindings. They are kept and shown; nothing is refused because of them.</summary>
internal static class RbacTypes
{
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly Schema PolicyRule =
        new Definition("io.k8s.api.rbac.v1.PolicyRule", "What may be done to what.")
            .Field("apiGroups", List(Text), "API groups; empty text for the core group.")
            .Field("resources", List(Text), "Resources, in the plural.")
            .Required("verbs", List(Text), "What may be done.")
            .Field("resourceNames", List(Text), "Only objects with these names.")
            .Field("nonResourceURLs", List(Text), "Paths that are no resources.");

    private static readonly Schema Subject =
        new Definition("io.k8s.api.rbac.v1.Subject", "Who is given the role.")
            .AtomicMap()
            .Required("kind", Text, "User, Group or ServiceAccount.")
            .Required("name", Text, "Name of the subject.")
            .Field("apiGroup", Text, "API group of the subject.")
            .Field("namespace", Text, "Namespace of a service account.")
            .Defaults(subject =>
            {
                if (subject.String("kind") is "User" or "Group")
                {
                    subject.TryAdd("apiGroup", Group);
                }
            });

    private static readonly Schema RoleRef =
        new Definition("io.k8s.api.rbac.v1.RoleRef", "The role that is given.")
            .AtomicMap()
            .Required("apiGroup", Text.WithDefault(Group), "API group of the role.")
            .Required("kind", Text, "Role or ClusterRole.")
            .Required("name", Text, "Name of the role.");

    private static readonly Schema AggregationRule =
        new Definition("io.k8s.api.rbac.v1.AggregationRule", "Gathers the rules of other roles.")
            .Field("clusterRoleSelectors", List(CommonTypes.LabelSelector), "Which roles.");

    public static readonly IReadOnlyList<ResourceType> All =
    [
        Kind("Role", "roles", namespaced: true, Role("Role")),
        Kind("RoleBinding", "rolebindings", namespaced: true, Binding("RoleBinding")),
        Kind("ClusterRole", "clusterroles", namespaced: false,
            Role("ClusterRole").Field("aggregationRule", AggregationRule, "Gathers the rules of other roles.")),
        Kind("ClusterRoleBinding", "clusterrolebindings", namespaced: false, Binding("ClusterRoleBinding")),
    ];

    private static ResourceType Kind(string kind, string plural, bool namespaced, Schema schema) => new()
    {
        Group = Group,
        Version = "v1",
        Kind = kind,
        Plural = plural,
        Namespaced = namespaced,
        NameRule = NameRule.PathSegment,
        Schema = schema,
    };

    private static Definition Role(string kind) =>
        new Definition("io.k8s.api.rbac.v1." + kind, "A set of rights.")
            .ObjectFields()
            .Field("rules", List(PolicyRule), "The rights.");

    private static Schema Binding(string kind) =>
        new Definition("io.k8s.api.rbac.v1." + kind, "Gives a role to somebody.")
            .ObjectFields()
            .Field("subjects", List(Subject), "Who is given the role.")
            .Required("roleRef", RoleRef, "The role. Cannot be changed.")
            .Rule(FieldRules.Immutable("roleRef", "cannot change roleRef"));
}
