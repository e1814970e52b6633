using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>What is kept of an app's pod: which one it is, which image and settings it runs with, and how it is.</summary>
internal static class CachedPod
{
    public static Pod Of(Pod pod)
    {
        pod.Metadata.ManagedFields = null;
        pod.Metadata.OwnerReferences = null;
        pod.Metadata.Annotations = pod.Metadata.Annotations?.GetValueOrDefault(Labels.SettingsDigest) is { } digest
            ? new() { [Labels.SettingsDigest] = digest }
            : null;
        pod.Spec = new PodSpec
        {
            Containers = pod.Spec?.Containers?.ConvertAll(container => new Container { Name = container.Name, Image = container.Image }),
        };
        return pod;
    }
}
