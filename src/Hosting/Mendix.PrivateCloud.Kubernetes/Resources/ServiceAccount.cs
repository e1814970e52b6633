using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>v1</c> ServiceAccount.</summary>
public sealed class ServiceAccount : KubernetesObject<ServiceAccount>, IKubernetesObject<ServiceAccount>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("", "v1", "ServiceAccount", "serviceaccounts", "serviceaccount");

    /// <inheritdoc/>
    public static JsonTypeInfo<ServiceAccount> TypeInfo => KubernetesJson.Default.ServiceAccount;

    /// <summary>Whether pods mount this account's token unless they say otherwise.</summary>
    public bool? AutomountServiceAccountToken { get; set; }

    /// <summary>Secrets that its pods may use. On OpenShift also the one that opens the cluster's own registry.</summary>
    public List<LocalObjectReference>? Secrets { get; set; }

    /// <summary>Secrets that open the registries for its pods. The server replaces this list whole, whoever applies it.</summary>
    public List<LocalObjectReference>? ImagePullSecrets { get; set; }
}

/// <summary>The name of an object in the same namespace.</summary>
public sealed class LocalObjectReference
{
    /// <summary>The name.</summary>
    public string? Name { get; set; }
}
