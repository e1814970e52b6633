using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Labels, annotations or node labels that hold for all pods.</summary>
public sealed class GeneralMap
{
    /// <summary>For all pods, task pods included. The prefix privatecloud.mendix.com/ is the operator's own.</summary>
    public Dictionary<string, string>? General { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
