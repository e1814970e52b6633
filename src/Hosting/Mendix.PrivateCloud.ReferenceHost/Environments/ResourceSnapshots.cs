using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>Reads from an object what the tree shows of it.</summary>
internal static class ResourceSnapshots
{
    public static ResourceSnapshot Of(MendixApp app) =>
        Of(app, app.Status?.MendixAppState, app.Status?.ObservedGeneration, app.Status?.Conditions, app.Status?.AppUrl);

    public static ResourceSnapshot Of(StorageInstance instance) =>
        Of(instance, instance.Status?.Phase, instance.Status?.ObservedGeneration, instance.Status?.Conditions, $"plan {instance.Spec?.PlanName}");

    public static ResourceSnapshot Of(Build build) =>
        Of(build, build.Status?.Phase, build.Status?.ObservedGeneration, build.Status?.Conditions, build.Status?.Image);

    public static ResourceSnapshot Of(Endpoint endpoint) =>
        Of(endpoint, endpoint.Status?.Phase, endpoint.Status?.ObservedGeneration, endpoint.Status?.Conditions, endpoint.Status?.AppUrl);

    public static ResourceSnapshot Of(Runtime runtime)
    {
        var replicas = Replicas(runtime.Status?.ReadyReplicas, runtime.Spec?.Replicas);
        return Of(runtime, runtime.Status?.Phase, runtime.Status?.ObservedGeneration, runtime.Status?.Conditions, replicas);
    }

    public static ResourceSnapshot Of(Deployment deployment)
    {
        var status = deployment.Status;
        var wanted = deployment.Spec?.Replicas ?? 1;
        var isDone = status?.ObservedGeneration >= deployment.Metadata.Generation
            && (status.UpdatedReplicas ?? 0) == wanted && (status.ReadyReplicas ?? 0) == wanted && (status.Replicas ?? 0) == wanted;
        var progress = status?.Conditions?.FirstOrDefault(condition => condition.Type == "Progressing");
        var isStuck = !isDone && progress?.Status == ConditionStatus.False;
        return Bare(deployment, isDone ? ResourceState.Ready : isStuck ? ResourceState.Failed : ResourceState.Processing) with
        {
            Reason = isStuck ? progress?.Reason ?? "" : "",
            Message = isStuck ? progress?.Message ?? "" : "",
            Detail = Replicas(status?.ReadyReplicas, wanted),
        };
    }

    /// <summary>Of an object that is as desired by being there.</summary>
    public static ResourceSnapshot OfPresent(IKubernetesObject resource) => Bare(resource, ResourceState.Ready);

    public static ResourceSnapshot Of(Ingress ingress) =>
        OfPresent(ingress) with { Detail = ingress.Spec?.Rules?.FirstOrDefault()?.Host ?? "" };

    public static ResourceSnapshot Of(Service service) =>
        OfPresent(service) with { Detail = string.Join(", ", service.Spec?.Ports?.Select(port => $"port {port.Port}") ?? []) };

    private static ResourceSnapshot Of(
        IKubernetesObject resource, string? phase, long? observedGeneration, List<Condition>? conditions, string? result)
    {
        var ready = conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        // A status about an older desired state says nothing about the present one.
        var isCurrent = observedGeneration is not null && observedGeneration >= resource.Metadata.Generation;
        var state = (isCurrent, ready?.Status, phase) switch
        {
            (false, _, _) => ResourceState.Processing,
            (_, ConditionStatus.True, _) => ResourceState.Ready,
            (_, _, Phases.Failed) => ResourceState.Failed,
            (_, _, Phases.Pending) => ResourceState.Pending,
            _ => ResourceState.Processing,
        };
        return Bare(resource, state) with
        {
            Reason = isCurrent ? ready?.Reason ?? "" : "",
            Message = isCurrent && state != ResourceState.Ready ? ready?.Message ?? "" : "",
            Detail = state == ResourceState.Ready ? result ?? "" : "",
            Since = isCurrent ? ready?.LastTransitionTime : null,
        };
    }

    private static ResourceSnapshot Bare(IKubernetesObject resource, ResourceState state)
    {
        var metadata = resource.Metadata;
        var owner = metadata.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true) ?? metadata.OwnerReferences?.FirstOrDefault();
        return new ResourceSnapshot(
            metadata.Uid ?? "",
            owner?.Uid,
            resource.Kind,
            metadata.Namespace ?? "",
            metadata.Name ?? "",
            metadata.DeletionTimestamp is null ? state : ResourceState.Deleting,
            "",
            "");
    }

    private static string Replicas(int? ready, int? wanted) => $"{ready ?? 0}/{wanted ?? 1} ready";
}
