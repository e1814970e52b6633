using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>How metrics are made.</summary>
/// <remarks>All fields as documented for the original.</remarks>
public sealed class RuntimeMetricsConfiguration
{
    /// <summary>native (the runtime makes them), compatibility (an extra container makes them), or empty for none.</summary>
    [AllowedValues("native", "compatibility", "")]
    public string? Mode { get; set; }

    /// <summary>The window of a scrape, as an ISO 8601 duration; only with mode native. Absent: PT1M.</summary>
    public string? Interval { get; set; }

    /// <summary>What the instrumentation agent counts, as JSON text; only with mode native. Empty: the agent is off.</summary>
    public string? MxAgentConfig { get; set; }

    /// <summary>How the agent instruments, as JSON text; only with mxAgentConfig.</summary>
    public string? MxAgentInstrumentationConfig { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
