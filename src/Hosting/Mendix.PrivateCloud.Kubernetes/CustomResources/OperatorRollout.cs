using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>How a changed configuration reaches the environments that exist. New ones take it at once.</summary>
/// <remarks>Not of the original, which has to be restarted and then changes all environments at once.</remarks>
public sealed class OperatorRollout
{
    /// <summary>
    /// How many environments may be in the middle of taking the configuration, or not Ready since they took it, as number or percentage of all, rounded up.
    /// Absent: 10%. At least one may, so that it goes on.
    /// </summary>
    public IntOrString? MaxUnavailable { get; set; }

    /// <summary>Whether environments that exist keep the configuration they have. Absent: no.</summary>
    public bool? Paused { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
