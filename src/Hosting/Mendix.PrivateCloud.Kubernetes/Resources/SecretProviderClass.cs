using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>
/// A SecretProviderClass of the Secrets Store CSI driver: which secrets of an external store become files of a pod. Only its metadata is read.
/// </summary>
public sealed class SecretProviderClass : KubernetesObject<SecretProviderClass>, IKubernetesObject<SecretProviderClass>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } =
        new("secrets-store.csi.x-k8s.io", "v1", "SecretProviderClass", "secretproviderclasses", "secretproviderclass");

    /// <inheritdoc/>
    public static JsonTypeInfo<SecretProviderClass> TypeInfo => KubernetesJson.Default.SecretProviderClass;
}
