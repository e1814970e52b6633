using System.Text.Json;
using System.Text.Json.Serialization;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Observed state of a configuration.</summary>
/// <remarks>The original has none: it reads its configuration once, when it starts.</remarks>
public sealed class OperatorConfigurationStatus
{
    /// <summary>The generation that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>How far the environments of the namespace have taken the configuration.</summary>
    public ConfigurationRolloutStatus? Rollout { get; set; }

    /// <summary>Conditions; Ready says whether every environment runs with the configuration as it reads now.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>How far the environments have taken a configuration.</summary>
public sealed class ConfigurationRolloutStatus
{
    /// <summary>Which configuration: the end of the name of its ControllerRevision, and the label of what was made from it.</summary>
    public string? Revision { get; set; }

    /// <summary>How many environments there are.</summary>
    public int? Environments { get; set; }

    /// <summary>How many of them have taken the configuration.</summary>
    public int? Updated { get; set; }

    /// <summary>How many of the updated ones are Ready.</summary>
    public int? Ready { get; set; }

    /// <summary>How many of the updated ones have failed.</summary>
    public int? Failed { get; set; }

    /// <summary>How many wait for their turn.</summary>
    public int? Waiting { get; set; }

    /// <summary>The environments whose turn it is: each holds one of the places of maxUnavailable until it is Ready.</summary>
    public List<string>? Turns { get; set; }

    /// <summary>Environments that took the configuration although they were not well before. They hold no place, and stay here until they are Ready.</summary>
    public List<string>? Unwell { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
