using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>What holds for all environments of a namespace unless their MendixApp says otherwise.</summary>
/// <remarks>Field names as documented for the original; fields it has beyond these survive being read and written.</remarks>
[CustomResource("opconf")]
[PrinterColumn("Endpoint", ".spec.endpoint.type")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Environments", ".status.rollout.environments", Type = "integer")]
[PrinterColumn("Updated", ".status.rollout.updated", Type = "integer")]
[PrinterColumn("Waiting", ".status.rollout.waiting", Type = "integer")]
[PrinterColumn("Failed", ".status.rollout.failed", Type = "integer")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Domain", ".spec.endpoint.ingress.domain", Wide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", Wide = true)]
[PrinterColumn("Message", ".status.conditions[?(@.type==\"Ready\")].message", Wide = true)]
public sealed class OperatorConfiguration : KubernetesObject<OperatorConfiguration>, IKubernetesObject<OperatorConfiguration>
{
    /// <summary>The name of the one object that counts in each namespace.</summary>
    public const string ObjectName = "mendix-operator-configuration";

    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new(
        PrivateCloudApi.Group, PrivateCloudApi.Version, "OperatorConfiguration", "operatorconfigurations", "operatorconfiguration");

    /// <inheritdoc/>
    public static JsonTypeInfo<OperatorConfiguration> TypeInfo => KubernetesJson.Default.OperatorConfiguration;

    /// <summary>The configuration.</summary>
    public OperatorConfigurationSpec? Spec { get; set; }

    /// <summary>Whether it is right, and how far the environments have taken it.</summary>
    public OperatorConfigurationStatus? Status { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
