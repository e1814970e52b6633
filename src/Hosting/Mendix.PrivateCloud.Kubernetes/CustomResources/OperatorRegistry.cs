using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Where images are pushed to and pulled from.</summary>
public sealed class OperatorRegistry
{
    /// <summary>The kind of registry, such as openshift.</summary>
    public string? Type { get; set; }

    /// <summary>The address that images are pushed to.</summary>
    [JsonPropertyName("pushURL")]
    public string? PushUrl { get; set; }

    /// <summary>The address that nodes pull from.</summary>
    [JsonPropertyName("pullURL")]
    public string? PullUrl { get; set; }

    /// <summary>A template of image name and tag, with {{.Name}}, {{.Generation}}, {{.Version}}, {{.UnixTimestamp}}, {{.Timestamp}}.</summary>
    public string? ImageNameTemplate { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>The licence manager.</summary>
public sealed class OperatorLicenseManager
{
    /// <summary>A Secret with the keys username and password. Absent: mendix-operator-pclm.</summary>
    public string? CredentialsSecretName { get; set; }

    /// <summary>The licence manager's address.</summary>
    [JsonPropertyName("serverURL")]
    public string? ServerUrl { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
