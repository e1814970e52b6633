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

    /// <summary>The image to run. While a newer source is being built, or could not be, that of the last one that could.</summary>
    public string? Image { get; set; }

    /// <summary>The generation whose source became <see cref="Image"/>; absent for a finished image.</summary>
    public long? BuiltGeneration { get; set; }

    /// <summary>The name under which <see cref="Image"/> was pushed.</summary>
    public string? Tag { get; set; }

    /// <summary>The base image of <see cref="Image"/>, by its digest.</summary>
    public string? BaseImage { get; set; }

    /// <summary>The Mendix runtime version that the deployment package of <see cref="Image"/> names.</summary>
    public string? RuntimeVersion { get; set; }

    /// <summary>The version of Java that the deployment package of <see cref="Image"/> names.</summary>
    public int? JavaVersion { get; set; }

    /// <summary>The version of the app's model that the deployment package of <see cref="Image"/> names.</summary>
    public string? ModelVersion { get; set; }

    /// <summary>When work on the observed generation began; image names are made of it, so that a repeat gives the same.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>How far a running build is. Absent when none is running.</summary>
    public BuildProgress? Progress { get; set; }

    /// <summary>Of a failed build: what it was made with, as a digest. It is not tried again while this stays the same.</summary>
    public string? Attempt { get; set; }

    /// <summary>How often in a row the pod of this build failed; absent when the last one did not.</summary>
    public int? TaskFailures { get; set; }

    /// <summary>Conditions; Ready says whether the image can be run.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }
}

/// <summary>How far a build is, told in coarse steps.</summary>
public sealed class BuildProgress
{
    /// <summary>What it is doing: Downloading, Packing or Pushing.</summary>
    public string? Step { get; set; }

    /// <summary>Bytes done in this step.</summary>
    public long? Bytes { get; set; }

    /// <summary>Bytes of this step in all; absent when that is not known.</summary>
    public long? TotalBytes { get; set; }

    /// <summary>Layers that are in the registry.</summary>
    public int? Layers { get; set; }

    /// <summary>Layers of the image; absent before Pushing.</summary>
    public int? TotalLayers { get; set; }
}
