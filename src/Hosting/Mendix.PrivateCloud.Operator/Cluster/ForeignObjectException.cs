using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>An object that we want to make is there already and somebody else's.</summary>
internal sealed class ForeignObjectException(IKubernetesObject found, OwnerReference owner) : Exception(
    $"A {found.Kind} '{found.Metadata.Name}' exists already and does not belong to the {owner.Kind} '{owner.Name}'; it was left as it is. " +
    "Rename or delete it, or create the environment under another name.");
