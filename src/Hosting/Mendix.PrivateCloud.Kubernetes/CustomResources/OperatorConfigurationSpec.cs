using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>What holds for all environments of a namespace unless their MendixApp says otherwise.</summary>
/// <remarks>All fields as documented for the original. Defaults apply when a value is used; they are not written into the object.</remarks>
public sealed class OperatorConfigurationSpec
{
    /// <summary>How environments are reached.</summary>
    public OperatorEndpoint? Endpoint { get; set; }

    /// <summary>Where images are pushed to and pulled from.</summary>
    public OperatorRegistry? Registry { get; set; }

    /// <summary>A template of the tag of the base image, with {{.JavaVersion}}.</summary>
    [JsonPropertyName("baseOSImageTagTemplate")]
    public string? BaseOSImageTagTemplate { get; set; }

    /// <summary>Image of the sidecar container, in old configurations.</summary>
    public string? SidecarImage { get; set; }

    /// <summary>Image of the metrics container, in old configurations.</summary>
    public string? MetricsSidecarImage { get; set; }

    /// <summary>Image of the builder, in old configurations.</summary>
    public string? BuilderImage { get; set; }

    /// <summary>A template of the runtime base image, with {{.MxRuntimeVersion}}, in old configurations.</summary>
    public string? BuildRuntimeBaseImage { get; set; }

    /// <summary>The Dockerfile of very old configurations.</summary>
    public string? Dockerfile { get; set; }

    /// <summary>Resources of the sidecar container.</summary>
    public ResourceRequirements? SidecarResources { get; set; }

    /// <summary>Resources of the metrics container.</summary>
    public ResourceRequirements? MetricsSidecarResources { get; set; }

    /// <summary>Has images built by pods. Absent: the operator builds them in its own process.</summary>
    public BuildTask? BuildTask { get; set; }

    /// <summary>Resources of the build pod's main container. Absent: limits 1 CPU, 256Mi, 2Gi of disk; requests 250m, 64Mi, 2Gi.</summary>
    public ResourceRequirements? BuildResources { get; set; }

    /// <summary>Resources of an app's container; the MendixApp's own come first.</summary>
    public ResourceRequirements? RuntimeResources { get; set; }

    /// <summary>Times of the liveness probe. Absent: first after 60 s, then every 15 s.</summary>
    public ProbeTiming? RuntimeLivenessProbe { get; set; }

    /// <summary>Times of the readiness probe. Absent: first after 5 s, then every second.</summary>
    public ProbeTiming? RuntimeReadinessProbe { get; set; }

    /// <summary>Times of the startup probe, in old configurations.</summary>
    public ProbeTiming? RuntimeStartupProbe { get; set; }

    /// <summary>Seconds between the stop signal and the kill. Absent: 300.</summary>
    [Range(0, int.MaxValue)]
    public int? RuntimeTerminationGracePeriodSeconds { get; set; }

    /// <summary>Seconds that an app goes on serving after the stop signal. Absent: 0.</summary>
    [Range(0, int.MaxValue)]
    public int? RuntimeTerminationDelaySeconds { get; set; }

    /// <summary>Whether the pods get the token of their account, as service meshes want. Absent: no.</summary>
    public bool? RuntimeAutomountServiceAccountToken { get; set; }

    /// <summary>Annotations of the apps' pods.</summary>
    public Dictionary<string, string>? RuntimeDeploymentPodAnnotations { get; set; }

    /// <summary>Labels of all pods.</summary>
    public GeneralMap? CustomPodLabels { get; set; }

    /// <summary>Annotations of all pods.</summary>
    public GeneralMap? CustomPodAnnotations { get; set; }

    /// <summary>Labels that the nodes of all pods must have.</summary>
    public GeneralMap? CustomPodNodeSelector { get; set; }

    /// <summary>How metrics are made.</summary>
    public RuntimeMetricsConfiguration? RuntimeMetricsConfiguration { get; set; }

    /// <summary>The format of the apps' logs: plain or json. Absent: plain.</summary>
    [AllowedValues("plain", "json")]
    public string? RuntimeLogFormatType { get; set; }

    /// <summary>The licence manager.</summary>
    public OperatorLicenseManager? LicenseManager { get; set; }

    /// <summary>
    /// The proxy through which apps, image builds, and provisioners of file storage (S3, Azure Blob, MinIO; in the operator or in pods of their
    /// own) reach the outside. Provisioners of databases go without it. Absent: none for apps; the operator then goes as its own process is set.
    /// </summary>
    public OperatorProxy? Proxy { get; set; }

    /// <summary>
    /// A Secret whose key custom.crt holds certificates of authorities, one after the other in PEM, that are trusted beside the usual ones: by apps,
    /// by image builds for packages and registries, and by provisioners (in the operator or in pods of their own) of PostgreSQL with strict TLS
    /// and of file storage (S3, Azure Blob, MinIO). That of SQL Server trusts the machine or image that it runs on alone. Absent: none. The key is documented for the original, the
    /// field's name is ours.
    /// </summary>
    [JsonPropertyName("customCASecretName")]
    public string? CustomCASecretName { get; set; }

    /// <summary>How a change of this configuration reaches the environments that exist.</summary>
    public OperatorRollout? Rollout { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
