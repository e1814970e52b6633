using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>v1</c> Secret.</summary>
public sealed class Secret : KubernetesObject<Secret>, IKubernetesObject<Secret>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("", "v1", "Secret", "secrets", "secret");

    /// <inheritdoc/>
    public static JsonTypeInfo<Secret> TypeInfo => KubernetesJson.Default.Secret;

    /// <summary>Such as <c>Opaque</c> or <c>kubernetes.io/tls</c>. Default of the server: <c>Opaque</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Whether the content can never be changed again.</summary>
    public bool? Immutable { get; set; }

    /// <summary>The content; base64 on the wire.</summary>
    public Dictionary<string, byte[]>? Data { get; set; }

    /// <summary>Plain text that the server merges into <see cref="Data"/>; written only, never read back.</summary>
    public Dictionary<string, string>? StringData { get; set; }
}
