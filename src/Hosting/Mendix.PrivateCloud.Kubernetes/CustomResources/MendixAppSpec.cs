using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Desired state of an environment.</summary>
/// <remarks>All fields as documented for the original; what it leaves open falls back to the OperatorConfiguration.</remarks>
public sealed class MendixAppSpec
{
    /// <summary>The database.</summary>
    public StorageRequest? Database { get; set; }

    /// <summary>The file store.</summary>
    public StorageRequest? Storage { get; set; }

    /// <summary>The full version of the Mendix runtime, such as 9.6.4.33791. Optional: the deployment package says it too.</summary>
    public string? MendixRuntimeVersion { get; set; }

    /// <summary>Where the deployment package is: http(s)://, readable without credentials, or oci-image:// and a finished image.</summary>
    [JsonPropertyName("sourceURL")]
    public string? SourceUrl { get; set; }

    /// <summary>The version of the app model, such as 0.0.0.87; used in the image's name.</summary>
    public string? SourceVersion { get; set; }

    /// <summary>The host name of the app, without scheme and path. Absent: made from the name and the domain of the endpoint.</summary>
    [JsonPropertyName("appURL")]
    public string? AppUrl { get; set; }

    /// <summary>Whether and with which certificate the app speaks TLS. Absent: as the OperatorConfiguration says.</summary>
    public MendixAppTls? Tls { get; set; }

    /// <summary>How many replicas run; 0 stops the app.</summary>
    [Range(0, int.MaxValue)]
    [DefaultValue(1)]
    public int? Replicas { get; set; }

    /// <summary>CPU, memory and ephemeral storage of the app's container. Absent: as the OperatorConfiguration says.</summary>
    public ResourceRequirements? Resources { get; set; }

    /// <summary>Annotations of the app's pods, over those of the OperatorConfiguration.</summary>
    public Dictionary<string, string>? RuntimeDeploymentPodAnnotations { get; set; }

    /// <summary>Annotations of the app's Service, over those of the OperatorConfiguration.</summary>
    public Dictionary<string, string>? ServiceAnnotations { get; set; }

    /// <summary>Annotations of the app's Ingress or Route, over those of the OperatorConfiguration.</summary>
    public Dictionary<string, string>? EndpointAnnotations { get; set; }

    /// <summary>The ingress controller class. Absent: as the OperatorConfiguration says.</summary>
    public string? IngressClassName { get; set; }

    /// <summary>The path below the host. Absent: as the OperatorConfiguration says, else /.</summary>
    public string? IngressPath { get; set; }

    /// <summary>How the path is matched. Absent: as the OperatorConfiguration says.</summary>
    public string? IngressPathType { get; set; }

    /// <summary>How the app's pods are spread over nodes and zones.</summary>
    public List<TopologySpreadConstraint>? TopologySpreadConstraints { get; set; }

    /// <summary>Settings of the Mendix runtime.</summary>
    public RuntimeConfiguration? Runtime { get; set; }

    /// <summary>How metrics are made; anything here replaces what the OperatorConfiguration says.</summary>
    public RuntimeMetricsConfiguration? RuntimeMetricsConfiguration { get; set; }

    /// <summary>Which replica leads: assigned (one does), none (nobody does) or leaderless (the replicas sort it out).</summary>
    [AllowedValues(LeaderSelections.Assigned, LeaderSelections.None, LeaderSelections.Leaderless)]
    [DefaultValue(LeaderSelections.Assigned)]
    public string? RuntimeLeaderSelection { get; set; }

    /// <summary>Labels of all pods of the app.</summary>
    public GeneralMap? CustomPodLabels { get; set; }

    /// <summary>The product to claim from the licence manager; case matters. Absent: Standard.</summary>
    public string? RuntimeLicenseProduct { get; set; }

    /// <summary>How running replicas are replaced.</summary>
    public AppDeploymentStrategy? DeploymentStrategy { get; set; }

    /// <summary>How many replicas may be missing while nodes are emptied.</summary>
    public AppDisruptionBudget? PodDisruptionBudget { get; set; }

    /// <summary>Whether the app's container may write only to a temporary volume. Absent: no.</summary>
    public bool? RuntimeReadOnlyRootFilesystem { get; set; }

    /// <summary>Memory of the Java virtual machine.</summary>
    public JvmMemorySettings? JvmMemorySettings { get; set; }

    /// <summary>Whether credentials come from an external secret store; then no storage plans are used. Absent: no.</summary>
    [JsonPropertyName("allowOverrideSecretsWithSecretStoreCSIDriver")]
    public bool? AllowOverrideSecretsWithSecretStoreCsiDriver { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>Storage by the name of its plan.</summary>
public sealed class StorageRequest
{
    /// <summary>Name of the StoragePlan in the same namespace.</summary>
    public string? ServicePlan { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
