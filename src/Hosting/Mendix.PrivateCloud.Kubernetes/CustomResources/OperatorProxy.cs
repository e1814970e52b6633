using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The proxy through which connections leave the cluster.</summary>
/// <remarks>The original has such settings and does not publish their names; these are ours.</remarks>
public sealed class OperatorProxy
{
    /// <summary>The proxy for http addresses, such as http://proxy.example.com:3128, without name and password.</summary>
    public string? HttpProxy { get; set; }

    /// <summary>The proxy for https addresses. Absent: as httpProxy.</summary>
    public string? HttpsProxy { get; set; }

    /// <summary>Hosts that are reached directly: names, names that begin with a dot for all below them, and IP addresses.</summary>
    public List<string>? NoProxy { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
