using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>v1</c> Namespace.</summary>
public sealed class Namespace : KubernetesObject<Namespace>, IKubernetesObject<Namespace>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("", "v1", "Namespace", "namespaces", "namespace", Namespaced: false);

    /// <inheritdoc/>
    public static JsonTypeInfo<Namespace> TypeInfo => KubernetesJson.Default.Namespace;

    /// <summary>Whether the namespace is in use or going away.</summary>
    public NamespaceStatus? Status { get; set; }
}

/// <summary>State of a namespace.</summary>
public sealed class NamespaceStatus
{
    /// <summary><c>Active</c> or <c>Terminating</c>.</summary>
    public string? Phase { get; set; }
}
