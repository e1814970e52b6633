using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>What a container asks for and may use at most.</summary>
public sealed class ResourceRequirements
{
    /// <summary>The most a container may use, by resource name: <c>cpu</c>, <c>memory</c>, <c>ephemeral-storage</c>.</summary>
    public Dictionary<string, Quantity>? Limits { get; set; }

    /// <summary>What is reserved for a container, by resource name.</summary>
    public Dictionary<string, Quantity>? Requests { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
