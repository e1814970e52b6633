using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>How pods are spread over nodes, zones or other groups of nodes.</summary>
public sealed class TopologySpreadConstraint
{
    /// <summary>By how many pods two groups may differ.</summary>
    [Required]
    public int MaxSkew { get; set; } = 1;

    /// <summary>The node label that makes a group, such as <c>topology.kubernetes.io/zone</c>.</summary>
    [Required]
    public string TopologyKey { get; set; } = "";

    /// <summary>What happens when it cannot be satisfied: <c>DoNotSchedule</c> or <c>ScheduleAnyway</c>.</summary>
    [Required]
    public string WhenUnsatisfiable { get; set; } = "";

    /// <summary>The pods that are counted.</summary>
    public LabelSelector? LabelSelector { get; set; }

    /// <summary>The least number of groups that must be eligible.</summary>
    public int? MinDomains { get; set; }

    /// <summary>Whether node affinity limits the groups: <c>Honor</c> or <c>Ignore</c>.</summary>
    public string? NodeAffinityPolicy { get; set; }

    /// <summary>Whether node taints limit the groups: <c>Honor</c> or <c>Ignore</c>.</summary>
    public string? NodeTaintsPolicy { get; set; }

    /// <summary>Labels whose values are taken from the pod itself.</summary>
    public List<string>? MatchLabelKeys { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
