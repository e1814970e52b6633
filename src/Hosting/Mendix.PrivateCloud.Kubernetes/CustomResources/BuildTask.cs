using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The pods that build images, one for each build.</summary>
/// <remarks>That a build has a pod of its own is documented in the reference; the names of these fields are ours.</remarks>
public sealed class BuildTask
{
    /// <summary>The image whose program builds.</summary>
    [Required]
    [RegularExpression(@"^\S+$")]
    public string Image { get; set; } = "";

    /// <summary>The account that the pod runs as. It needs no right, and the pod gets no token of it. Absent: default.</summary>
    public string? ServiceAccountName { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
