using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Builds;
using static Mendix.PrivateCloud.Operator.Access.ApiRight;

namespace Mendix.PrivateCloud.Operator.Access;

/// <summary>
/// All that the operator asks of an API server. The manifests in <c>deploy/rbac</c> and the table in the README are made from this;
/// tests compare it with what is really called, both ways.
/// </summary>
internal static class OperatorRights
{
    /// <summary>In each namespace that it manages, or in the whole cluster.</summary>
    public static IReadOnlyList<ApiRight> Managing { get; } =
    [
        On<MendixApp>("what is wanted; looked at once more before a part of it is made again", "get", "list", "watch"),
        OnSubresource<MendixApp>("status", "how it is", "patch"),
        On<StoragePlan>("checked against its server", "list", "watch"),
        OnSubresource<StoragePlan>("status", "whether it can work, and who uses it", "patch"),
        On<OperatorConfiguration>("defaults for endpoints and pods", "list", "watch"),
        OnSubresource<OperatorConfiguration>("status", "whose turn it is to take a changed one, and how far that is", "patch"),
        On<ControllerRevision>("each state of the OperatorConfiguration that environments are made from", "list", "watch", "create", "delete"),
        On<StorageInstance>("one tenant each; looked at once more before its tenant is removed", "get", "list", "watch", "create", "patch"),
        OnSubresource<StorageInstance>("status", "the intent to make a tenant, and how it is", "patch"),
        On<Build>("the image; looked at once more before it is built", "get", "list", "watch", "create", "patch"),
        OnSubresource<Build>("status", "how it is", "patch"),
        On<Endpoint>("the address; looked at once more as the MendixApp is", "get", "list", "watch", "create", "patch"),
        OnSubresource<Endpoint>("status", "how it is", "patch"),
        On<Runtime>("the workload; looked at once more as the MendixApp is", "get", "list", "watch", "create", "patch"),
        OnSubresource<Runtime>("status", "how it is", "patch"),
        On<Secret>(
            "credentials, settings and certificates of apps; a plan's own is read at each use, and held while it is needed",
            "get", "list", "watch", "create", "patch", "delete"),
        On<Service>("where the app is reached", "list", "watch", "create", "patch"),
        On<Ingress>("where the app is reached", "list", "watch", "create", "patch", "delete"),
        On<Deployment>("where the app runs; the workers' goes when none are wanted", "list", "watch", "create", "patch", "delete"),
        On<PodDisruptionBudget>("how many replicas may be missing", "list", "watch", "create", "patch", "delete") with { IsOptional = true },
        On<Pod>("why an app does not come up; and where a plan has its provisioner, or the configuration its builds run in pods", "get", "list", "watch", "create", "delete"),
        On<ServiceAccount>("the account of an app's own", "list", "watch"),
        On<SecretProviderClass>("credentials from an external store", "list", "watch") with { IsOptional = true },
        On<Lease>("the claim on a dedicated plan", "get", "create", "patch"),
        On<ServiceAccount>("the Secret for pulling is linked to it, where the configuration asks for that", "get", "patch") with { Name = PullSecretReconciler.Account },
        On<Event>("what became ready, and every new failure", "get", "create", "patch"),
    ];

    /// <summary>As <see cref="Managing"/>, and only where images are pushed to the registry of an OpenShift cluster.</summary>
    public static IReadOnlyList<ApiRight> OpenShift { get; } =
    [
        On<ServiceAccount>("its Secret opens the registry of OpenShift 3", "get") with { Name = OpenShiftLogin.Account },
        OnSubresource<ServiceAccount>("token", "opens the registry of OpenShift", "create") with { Name = OpenShiftLogin.Account },
    ];

    /// <summary>As <see cref="Managing"/>, for kinds that not every cluster has and that are used where the OperatorConfiguration asks for them.</summary>
    public static IReadOnlyList<ApiRight> Routing { get; } =
    [
        On<OpenShiftRoute>("where the app is reached, on OpenShift", "list", "watch", "create", "patch", "delete"),
        OnSubresource<OpenShiftRoute>("custom-host", "the host of a Route", "create"),
        On<HttpRoute>("where the app is reached, with the Gateway API", "list", "watch", "create", "patch", "delete"),
    ];

    /// <summary>In the namespace of the Lease, where several operators choose a leader.</summary>
    public static IReadOnlyList<ApiRight> Leading { get; } =
    [
        On<Lease>("leadership", "get", "update") with { Name = OperatorService.LeaseName },
        On<Lease>("leadership", "create"),
    ];

    /// <summary>
    /// As <see cref="Managing"/>, and only where the admission plugin OwnerReferencesPermissionEnforcement is on: who sets an owner that
    /// waits for its dependents must be able to finalize the owner, and who changes the owners of an object, to delete it.
    /// </summary>
    public static IReadOnlyList<ApiRight> Owning { get; } =
    [
        OnSubresource<MendixApp>("finalizers", "to own its parts", "update"),
        OnSubresource<StorageInstance>("finalizers", "to own its Secret and its claim", "update"),
        OnSubresource<Build>("finalizers", "to own its pod and Secret", "update"),
        OnSubresource<Endpoint>("finalizers", "to own Service and Ingress", "update"),
        OnSubresource<Runtime>("finalizers", "to own Deployments and Secrets", "update"),
        On<StorageInstance>("to take it back when it has lost its owner", "delete"),
        On<Build>("to take it back when it has lost its owner", "delete"),
        On<Endpoint>("to take it back when it has lost its owner", "delete"),
        On<Runtime>("to take it back when it has lost its owner", "delete"),
        On<Service>("to take it back when it has lost its owner", "delete"),
        On<Lease>("to take it back when it has lost its owner", "delete"),
    ];
}
