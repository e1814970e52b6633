using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Whether and with which certificate the app speaks TLS.</summary>
public sealed class MendixAppTls
{
    /// <summary>Whether TLS is on. Absent: as the OperatorConfiguration says.</summary>
    [JsonPropertyName("enableTLS")]
    public bool? EnableTls { get; set; }

    /// <summary>An existing Secret of type kubernetes.io/tls; not together with certificate and key.</summary>
    public string? SecretName { get; set; }

    /// <summary>The certificate, in PEM; not together with secretName.</summary>
    public string? Certificate { get; set; }

    /// <summary>The private key, in PEM; not together with secretName. A Secret is the better place.</summary>
    public SensitiveString? Key { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
