using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The image of one environment. Made by the operator; the generation counts the sources.</summary>
[CustomResource]
[PrinterColumn("App", ".spec.appName")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Phase", ".status.phase")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Image", ".status.image", Wide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", Wide = true)]
public sealed class Build : KubernetesObject<Build>, IKubernetesObject<Build>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } =
        new(PrivateCloudApi.Group, PrivateCloudApi.Version, "Build", "builds", "build");

    /// <inheritdoc/>
    public static JsonTypeInfo<Build> TypeInfo => KubernetesJson.Default.Build;

    /// <summary>Desired state.</summary>
    [Required]
    public BuildSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public BuildStatus? Status { get; set; }
}

/// <summary>What the image is made from.</summary>
public sealed class BuildSpec
{
    /// <summary>The MendixApp that the image is for.</summary>
    [Required]
    public string AppName { get; set; } = "";

    /// <summary>Where the deployment package is, or oci-image:// and a finished image.</summary>
    [Required]
    [JsonPropertyName("sourceURL")]
    public string SourceUrl { get; set; } = "";

    /// <summary>The version of the app model, for the image's name.</summary>
    public string? SourceVersion { get; set; }
}

/// <summary>How far the image is.</summary>
public sealed class BuildStatus
{
    /// <summary>The generation that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Where the build stands: Pending, Processing, Ready or Failed.</summary>
    [AllowedValues(Phases.Pending, Phases.Processing, Phases.Ready, Phases.Failed)]
    public string? Phase { get; set; }

    /// <summary>The image to run.</summary>
    public string? Image { get; set; }

    /// <summary>Conditions; Ready says whether the image can be run.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }
}
