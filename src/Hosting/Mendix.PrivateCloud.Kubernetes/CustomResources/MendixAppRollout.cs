using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>How running replicas are replaced.</summary>
public sealed class AppDeploymentStrategy
{
    /// <summary>PreferRolling asked for rolling updates in old versions; they now are automatic where possible.</summary>
    public string? Type { get; set; }

    /// <summary>The share of updated ready replicas at which traffic is switched to them, as number or percentage. Absent: 50%.</summary>
    public IntOrString? SwitchoverThreshold { get; set; }

    /// <summary>Bounds of a rolling update.</summary>
    public AppRollingUpdate? RollingUpdate { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>Bounds of a rolling update.</summary>
public sealed class AppRollingUpdate
{
    /// <summary>Replicas over the desired number, as number or percentage. Absent: 1 for one replica, else 0.</summary>
    public IntOrString? MaxSurge { get; set; }

    /// <summary>Replicas that may be missing, as number or percentage. Absent: 0 for one replica, else 1.</summary>
    public IntOrString? MaxUnavailable { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>How many replicas may be missing while nodes are emptied; one of the two is set.</summary>
public sealed class AppDisruptionBudget
{
    /// <summary>Replicas that may be missing, as number or percentage. Absent: 1 for two and more replicas.</summary>
    public IntOrString? MaxUnavailable { get; set; }

    /// <summary>Replicas that must be there, as number or percentage. Absent: 1 for one replica.</summary>
    public IntOrString? MinAvailable { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>Memory of the Java virtual machine.</summary>
public sealed class JvmMemorySettings
{
    /// <summary>Size of the heap. Absent: worked out from the memory limit.</summary>
    public Quantity? HeapLimit { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
