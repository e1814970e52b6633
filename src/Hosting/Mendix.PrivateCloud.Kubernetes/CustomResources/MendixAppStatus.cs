using System.Text.Json;
using System.Text.Json.Serialization;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Observed state of an environment.</summary>
/// <remarks>
/// The plain fields are documented for the original; observedGeneration, conditions and the fields of the scale subresource are ours.
/// </remarks>
public sealed class MendixAppStatus
{
    /// <summary>The generation that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Whether the app serves: Started or Stopped.</summary>
    public string? AppState { get; set; }

    /// <summary>The URL of the app.</summary>
    [JsonPropertyName("appURL")]
    public string? AppUrl { get; set; }

    /// <summary>State of the image: Ready when done, else Processing, Failed or Unknown.</summary>
    public string? BuildStatus { get; set; }

    /// <summary>State of the database: Ready when done, else Processing, Failed or Unknown.</summary>
    public string? DatabaseStatus { get; set; }

    /// <summary>State of the file store: Ready when done, else Processing, Failed or Unknown.</summary>
    public string? StorageStatus { get; set; }

    /// <summary>State of the network address: Ready when done, else Processing, Failed or Unknown.</summary>
    public string? NetworkStatus { get; set; }

    /// <summary>State of the running app: Ready when done, else Processing, Failed or Unknown.</summary>
    public string? RuntimeStatus { get; set; }

    /// <summary>State of the whole environment: Ready when done, else Processing, Failed or Unknown.</summary>
    public string? MendixAppState { get; set; }

    /// <summary>Whether the environment's own account is used: attached when it is.</summary>
    public string? ServiceAccountStatus { get; set; }

    /// <summary>How many replicas there are.</summary>
    public int? Replicas { get; set; }

    /// <summary>How many of them are ready.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary>A label selector, as text, that finds the app's pods; for autoscalers.</summary>
    public string? Selector { get; set; }

    /// <summary>The pods one by one: how they are, and how they last ended.</summary>
    [ListMapKey("name")]
    public List<ReplicaStatus>? Pods { get; set; }

    /// <summary>Conditions; Ready says whether the environment is as desired, the others say what it waits for.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
