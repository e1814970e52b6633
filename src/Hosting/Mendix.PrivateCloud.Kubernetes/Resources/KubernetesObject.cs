using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>What every top-level object has. Kind and version come from the type, so they are right by construction.</summary>
/// <typeparam name="TSelf">The deriving type.</typeparam>
public abstract class KubernetesObject<TSelf> : IKubernetesObject
    where TSelf : KubernetesObject<TSelf>, IKubernetesObject<TSelf>
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-3)]
    public string ApiVersion => TSelf.Definition.ApiVersion;

    /// <inheritdoc/>
    [JsonPropertyOrder(-2)]
    public string Kind => TSelf.Definition.Kind;

    /// <inheritdoc/>
    [JsonPropertyOrder(-1)]
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>Kind, namespace and name; never any content.</summary>
    /// <returns>For example <c>MendixApp apps/crm</c>.</returns>
    public sealed override string ToString() =>
        Metadata.Namespace is { Length: > 0 } ns ? $"{Kind} {ns}/{Metadata.Name}" : $"{Kind} {Metadata.Name}";
}
