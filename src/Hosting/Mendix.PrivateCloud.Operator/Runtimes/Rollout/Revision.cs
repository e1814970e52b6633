using System.Security.Cryptography;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>
/// One word for everything that a pod is made of, as the operator wants it. Worked out from the wish alone: what the cluster adds to it is
/// no reason to restart anything.
/// </summary>
internal static class Revision
{
    /// <summary>Of a template that is not marked yet.</summary>
    public static string Of(PodTemplateSpec template)
    {
        // Written as part of a Deployment, because that is what there is a serializer of. The order of the fields is the types'.
        var json = JsonSerializer.SerializeToUtf8Bytes(new Deployment { Spec = new DeploymentSpec { Template = Sorted(template) } }, Deployment.TypeInfo);
        return Convert.ToHexStringLower(SHA256.HashData(json))[..10];
    }

    public static string? In(ObjectMeta? metadata) => metadata?.Labels?.GetValueOrDefault(Labels.Revision);

    public static string? In(Deployment? deployment) => In(deployment?.Spec?.Template?.Metadata);

    /// <summary>The image of the app's container: what decides whether two pods may run side by side.</summary>
    public static string? ImageOf(PodSpec? pod) => pod?.Containers?.FirstOrDefault(container => container.Name == Pods.PodRenderer.AppContainer)?.Image;

    // Maps of strings have no order of their own.
    private static PodTemplateSpec Sorted(PodTemplateSpec template) => new()
    {
        Metadata = new ObjectMeta { Labels = Sorted(template.Metadata?.Labels), Annotations = Sorted(template.Metadata?.Annotations) },
        Spec = template.Spec,
    };

    private static Dictionary<string, string> Sorted(Dictionary<string, string>? map) =>
        (map ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
