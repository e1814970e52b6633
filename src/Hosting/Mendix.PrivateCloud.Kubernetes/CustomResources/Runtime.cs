using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The running app of one environment. Made by the operator once image, storage and address are there.</summary>
[CustomResource]
[PrinterColumn("App", ".spec.appName")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Phase", ".status.phase")]
[PrinterColumn("Replicas", ".status.readyReplicas", Type = "integer")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Image", ".spec.image", Wide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", Wide = true)]
public sealed class Runtime : KubernetesObject<Runtime>, IKubernetesObject<Runtime>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } =
        new(PrivateCloudApi.Group, PrivateCloudApi.Version, "Runtime", "runtimes", "runtime");

    /// <inheritdoc/>
    public static JsonTypeInfo<Runtime> TypeInfo => KubernetesJson.Default.Runtime;

    /// <summary>Desired state.</summary>
    [Required]
    public RuntimeSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public RuntimeStatus? Status { get; set; }
}

/// <summary>What runs, with which settings and how often.</summary>
public sealed class RuntimeSpec
{
    /// <summary>The MendixApp that runs.</summary>
    [Required]
    public string AppName { get; set; } = "";

    /// <summary>The image.</summary>
    [Required]
    public string Image { get; set; } = "";

    /// <summary>The complete URL of the app; the runtime's ApplicationRootUrl.</summary>
    [JsonPropertyName("appURL")]
    public string? AppUrl { get; set; }

    /// <summary>How many replicas; 0 stops the app.</summary>
    [Range(0, int.MaxValue)]
    public int? Replicas { get; set; }

    /// <summary>The Secret with the database settings.</summary>
    public string? DatabaseSecretName { get; set; }

    /// <summary>The Secret with the file store settings.</summary>
    public string? StorageSecretName { get; set; }

    /// <summary>The licence; the documented place of it.</summary>
    public RuntimeResources? Resources { get; set; }

    /// <summary>What the app's container asks for and may use.</summary>
    public ResourceRequirements? ContainerResources { get; set; }

    /// <summary>Settings of the runtime, as in the MendixApp.</summary>
    [JsonPropertyName("runtime")]
    public RuntimeConfiguration? Settings { get; set; }

    /// <summary>Labels of the pods, besides the operator's own.</summary>
    public Dictionary<string, string>? PodLabels { get; set; }

    /// <summary>Annotations of the pods.</summary>
    public Dictionary<string, string>? PodAnnotations { get; set; }

    /// <summary>Labels that a node must have.</summary>
    public Dictionary<string, string>? NodeSelector { get; set; }

    /// <summary>How pods are spread over nodes and zones.</summary>
    public List<TopologySpreadConstraint>? TopologySpreadConstraints { get; set; }

    /// <summary>Times of the liveness probe.</summary>
    public ProbeTiming? LivenessProbe { get; set; }

    /// <summary>Times of the readiness probe.</summary>
    public ProbeTiming? ReadinessProbe { get; set; }

    /// <summary>Seconds between the stop signal and the kill.</summary>
    [Range(0, int.MaxValue)]
    public int? TerminationGracePeriodSeconds { get; set; }

    /// <summary>Seconds that a pod goes on serving after it was told to stop; part of the grace period.</summary>
    [Range(0, int.MaxValue)]
    public int? TerminationDelaySeconds { get; set; }

    /// <summary>Whether the pods get the token of their account.</summary>
    public bool? AutomountServiceAccountToken { get; set; }

    /// <summary>The version of the Mendix runtime, where the MendixApp names it.</summary>
    public string? MendixRuntimeVersion { get; set; }

    /// <summary>Which replica leads: assigned, none or leaderless.</summary>
    [AllowedValues(LeaderSelections.Assigned, LeaderSelections.None, LeaderSelections.Leaderless)]
    public string? LeaderSelection { get; set; }

    /// <summary>How running replicas are replaced.</summary>
    public AppDeploymentStrategy? DeploymentStrategy { get; set; }

    /// <summary>How many replicas may be missing while nodes are emptied.</summary>
    public AppDisruptionBudget? PodDisruptionBudget { get; set; }

    /// <summary>Whether the app's container may write only to a temporary volume.</summary>
    public bool? ReadOnlyRootFilesystem { get; set; }

    /// <summary>Size of the Java heap.</summary>
    public Quantity? HeapLimit { get; set; }

    /// <summary>How metrics are made.</summary>
    public RuntimeMetricsConfiguration? Metrics { get; set; }

    /// <summary>The format of the log where the MendixApp does not say it.</summary>
    [AllowedValues("plain", "json")]
    public string? LogFormatType { get; set; }

    /// <summary>The container that configures the runtime and answers for its health; absent where no image of it is known.</summary>
    public RuntimeContainer? Sidecar { get; set; }

    /// <summary>The container that makes metrics in mode compatibility.</summary>
    public RuntimeContainer? MetricsSidecar { get; set; }

    /// <summary>Where a licence is claimed.</summary>
    public RuntimeLicenseManager? LicenseManager { get; set; }

    /// <summary>The proxy through which the containers reach the outside.</summary>
    public OperatorProxy? Proxy { get; set; }

    /// <summary>A Secret with the key custom.crt: certificates of authorities that the app trusts beside the usual ones.</summary>
    [JsonPropertyName("customCASecretName")]
    public string? CustomCASecretName { get; set; }

    /// <summary>Whether credentials come from an external secret store instead of storage plans.</summary>
    public bool? ExternalSecrets { get; set; }
}

/// <summary>A container beside the app's.</summary>
public sealed class RuntimeContainer
{
    /// <summary>The image.</summary>
    public string? Image { get; set; }

    /// <summary>What the container asks for and may use.</summary>
    public ResourceRequirements? Resources { get; set; }
}

/// <summary>Where and for which product a licence is claimed.</summary>
public sealed class RuntimeLicenseManager
{
    /// <summary>The address of the licence manager.</summary>
    [JsonPropertyName("serverURL")]
    public string? ServerUrl { get; set; }

    /// <summary>The Secret with <c>username</c> and <c>password</c>.</summary>
    public string? CredentialsSecretName { get; set; }

    /// <summary>The product; case matters.</summary>
    public string? Product { get; set; }
}

/// <summary>What the runtime may use beside CPU and memory.</summary>
public sealed class RuntimeResources
{
    /// <summary>The licence.</summary>
    public RuntimeLicense? RuntimeLicense { get; set; }
}

/// <summary>How the app runs.</summary>
public sealed class RuntimeStatus
{
    /// <summary>The generation that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Where the runtime stands: Pending, Processing, Ready or Failed.</summary>
    [AllowedValues(Phases.Pending, Phases.Processing, Phases.Ready, Phases.Failed)]
    public string? Phase { get; set; }

    /// <summary>How many replicas there are.</summary>
    public int? Replicas { get; set; }

    /// <summary>How many of them are ready.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary>A label selector, as text, that finds the pods.</summary>
    public string? Selector { get; set; }

    /// <summary>
    /// The revision of the pods that the Service sends requests to while there are two, so that no client meets both; absent when there is one.
    /// </summary>
    public string? TrafficRevision { get; set; }

    /// <summary>The account of its own that the pods run under; absent: that of the namespace.</summary>
    public string? ServiceAccountName { get; set; }

    /// <summary>The pods one by one, as far as there is something to say that the numbers do not.</summary>
    [ListMapKey("name")]
    public List<ReplicaStatus>? Pods { get; set; }

    /// <summary>Conditions; Ready says whether the app serves.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }
}
