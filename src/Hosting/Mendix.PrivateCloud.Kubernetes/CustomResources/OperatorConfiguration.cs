using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>What holds for all environments of a namespace unless their MendixApp says otherwise.</summary>
/// <remarks>Field names as documented for the original; fields it has beyond these survive being read and written.</remarks>
[CustomResource("opconf")]
[PrinterColumn("Endpoint", ".spec.endpoint.type")]
[PrinterColumn("Domain", ".spec.endpoint.ingress.domain")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
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

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
