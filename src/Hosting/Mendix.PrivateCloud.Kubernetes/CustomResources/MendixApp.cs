using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>One environment of a Mendix app: the package it runs, its storage, its address and its size.</summary>
/// <remarks>Field names as documented for the original; fields it has beyond these survive being read and written.</remarks>
[CustomResource("mxapp")]
[ScaleSubresource(".spec.replicas", ".status.replicas", ".status.selector")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("State", ".status.appState")]
[PrinterColumn("URL", ".status.appURL")]
[PrinterColumn("Replicas", ".status.replicas", Type = "integer")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", Wide = true)]
[PrinterColumn("Message", ".status.conditions[?(@.type==\"Ready\")].message", Wide = true)]
public sealed class MendixApp : KubernetesObject<MendixApp>, IKubernetesObject<MendixApp>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } =
        new(PrivateCloudApi.Group, PrivateCloudApi.Version, "MendixApp", "mendixapps", "mendixapp");

    /// <inheritdoc/>
    public static JsonTypeInfo<MendixApp> TypeInfo => KubernetesJson.Default.MendixApp;

    /// <summary>Desired state.</summary>
    [Required]
    public MendixAppSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public MendixAppStatus? Status { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
