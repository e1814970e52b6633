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

    /// <summary>Whether the pods get the token of their account.</summary>
    public bool? AutomountServiceAccountToken { get; set; }
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

    /// <summary>Conditions; Ready says whether the app serves.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }
}
