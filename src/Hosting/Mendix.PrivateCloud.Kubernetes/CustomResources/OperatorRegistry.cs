using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Where images are pushed to and pulled from.</summary>
public sealed class OperatorRegistry
{
    /// <summary>
    /// The kind of registry, which decides where credentials come from: generic (from a Secret, or none), docker-secret, openshift,
    /// openshift3, openshift4 (the token of the account builder), amazon-ecr. Absent: generic.
    /// </summary>
    public string? Type { get; set; }

    /// <summary>The address that images are pushed to.</summary>
    [JsonPropertyName("pushURL")]
    public string? PushUrl { get; set; }

    /// <summary>The address that nodes pull from.</summary>
    [JsonPropertyName("pullURL")]
    public string? PullUrl { get; set; }

    /// <summary>A template of image name and tag, with {{.Name}}, {{.Generation}}, {{.Version}}, {{.UnixTimestamp}}, {{.Timestamp}}.</summary>
    public string? ImageNameTemplate { get; set; }

    /// <summary>
    /// A Secret with what lets us push: of type docker-registry, or with the keys username and password; for amazon-ecr accessKeyId and
    /// secretAccessKey. Not documented for the original.
    /// </summary>
    public string? CredentialsSecretName { get; set; }

    /// <summary>The docker-registry Secret that lets nodes pull. Absent: that of credentialsSecretName. Not documented for the original.</summary>
    public string? PullSecretName { get; set; }

    /// <summary>
    /// Whether the Secret for pulling is added to the imagePullSecrets of the ServiceAccount default. Absent: no. Not documented for the
    /// original, whose configuration tool asks for it.
    /// </summary>
    public bool? LinkPullSecret { get; set; }

    /// <summary>The region of amazon-ecr. Absent: as pushURL says. Not documented for the original.</summary>
    public string? Region { get; set; }

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
