using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Resources;

internal static class ResourceTypeExtensions
{
    /// <summary>Kinds whose strategy in Kubernetes counts changes of the desired state.</summary>
    private static readonly HashSet<string> WithGeneration =
        ["Deployment", "ReplicaSet", "Ingress", "PodDisruptionBudget", "CustomResourceDefinition"];

    /// <summary>Kinds that Kubernetes lets a client replace without naming the state it read.</summary>
    private static readonly HashSet<string> ConditionalUpdateOnly = ["Lease", "CustomResourceDefinition", "PodDisruptionBudget"];

    public static GroupResource Named(this ResourceType type) => new(type.Group, type.Plural);

    /// <summary>Where objects are kept: events of both API groups are one store.</summary>
    public static GroupResource StoredAs(this ResourceType type) =>
        type is { Group: "events.k8s.io", Plural: "events" } ? GroupResource.Events : type.Named();

    public static bool HasGeneration(this ResourceType type) => type.IsCustom || WithGeneration.Contains(type.Kind);

    public static bool AllowsUnconditionalUpdate(this ResourceType type) => !type.IsCustom && !ConditionalUpdateOnly.Contains(type.Kind);

    public static bool IsEvent(this ResourceType type) => type.StoredAs() == GroupResource.Events;
}
