using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>One pod of an app.</summary>
/// <remarks>That these facts are reported is documented for the original; their place in the status is ours.</remarks>
public sealed class ReplicaStatus
{
    /// <summary>The pod.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>Whether it is being removed.</summary>
    public bool? DeletionInitiated { get; set; }

    /// <summary>Whether it serves.</summary>
    public bool? Ready { get; set; }

    /// <summary>Whether the app's container was started.</summary>
    public bool? Started { get; set; }

    /// <summary>How often the app's container was restarted.</summary>
    public int? RestartCount { get; set; }

    /// <summary>What the app's container does: <c>Running</c>, or why it does not, such as <c>CrashLoopBackOff</c>.</summary>
    public string? State { get; set; }

    /// <summary>Why the app's container ended the last time, such as <c>OOMKilled</c>.</summary>
    public string? LastExitReason { get; set; }

    /// <summary>With which code the app's container ended the last time.</summary>
    public int? LastExitCode { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
