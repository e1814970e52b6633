using Mendix.PrivateCloud.Operator.Access;

namespace RbacGenerator;

/// <summary>The files of <c>deploy/rbac</c>, made from the rights that the operator declares.</summary>
internal static class RbacFiles
{
    private const string Owning =
        "In addition, where the admission plugin OwnerReferencesPermissionEnforcement is on, as on OpenShift; needed nowhere else.";

    private const string OpenShift = "In addition, where images are pushed to the registry of an OpenShift cluster.";

    public static IReadOnlyList<RbacFile> All { get; } =
    [
        new(
            "operator.yaml",
            "The operator's account, and the Lease by which one of several is chosen. Needed in any case.",
            RoleDocument.Namespace(),
            RoleDocument.ServiceAccount(),
            RoleDocument.Role("mendix-operator-leader", RoleDocument.OperatorNamespace, OperatorRights.Leading),
            RoleDocument.RoleBinding("mendix-operator-leader", RoleDocument.OperatorNamespace)),
        new(
            "namespace.yaml",
            "For one namespace that is managed: kubectl apply -n <namespace> -f. Once for each of the operator's Namespaces.",
            RoleDocument.Role("mendix-operator", null, [.. OperatorRights.Managing, .. OperatorRights.Routing]),
            RoleDocument.RoleBinding("mendix-operator", null)),
        new(
            "namespace-owner-references.yaml",
            Owning,
            RoleDocument.Role("mendix-operator-owner-references", null, OperatorRights.Owning),
            RoleDocument.RoleBinding("mendix-operator-owner-references", null)),
        new(
            "namespace-openshift.yaml",
            OpenShift,
            RoleDocument.Role("mendix-operator-openshift", null, OperatorRights.OpenShift),
            RoleDocument.RoleBinding("mendix-operator-openshift", null)),
        new(
            "cluster.yaml",
            "For an operator without a list of Namespaces: it manages all of the cluster, and may read every Secret in it.",
            RoleDocument.ClusterRole("mendix-operator", [.. OperatorRights.Managing, .. OperatorRights.Routing]),
            RoleDocument.ClusterRoleBinding("mendix-operator")),
        new(
            "cluster-owner-references.yaml",
            Owning,
            RoleDocument.ClusterRole("mendix-operator-owner-references", OperatorRights.Owning),
            RoleDocument.ClusterRoleBinding("mendix-operator-owner-references")),
        new(
            "cluster-openshift.yaml",
            OpenShift,
            RoleDocument.ClusterRole("mendix-operator-openshift", OperatorRights.OpenShift),
            RoleDocument.ClusterRoleBinding("mendix-operator-openshift")),
    ];
}
