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
}
