using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>v1</c> ConfigMap.</summary>
public sealed class ConfigMap : KubernetesObject<ConfigMap>, IKubernetesObject<ConfigMap>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("", "v1", "ConfigMap", "configmaps", "configmap");

    /// <inheritdoc/>
    public static JsonTypeInfo<ConfigMap> TypeInfo => KubernetesJson.Default.ConfigMap;

    /// <summary>The content.</summary>
    public Dictionary<string, string>? Data { get; set; }
}
