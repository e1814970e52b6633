using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>When a probe is sent, and when it counts.</summary>
public sealed class ProbeTiming
{
    /// <summary>Seconds before the first probe.</summary>
    [Range(0, int.MaxValue)]
    public int? InitialDelaySeconds { get; set; }

    /// <summary>Seconds between probes.</summary>
    [Range(1, int.MaxValue)]
    public int? PeriodSeconds { get; set; }

    /// <summary>Seconds after which a probe has failed.</summary>
    [Range(1, int.MaxValue)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>Failures in a row that count.</summary>
    [Range(1, int.MaxValue)]
    public int? FailureThreshold { get; set; }

    /// <summary>Successes in a row that count.</summary>
    [Range(1, int.MaxValue)]
    public int? SuccessThreshold { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
