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

    /// <summary>
    /// Hosts that are reached directly: names with all below them, names that begin with a dot for all below them alone, IP addresses, and
    /// networks such as 10.0.0.0/8, each of the first three with :port if it is meant for one port. * means no proxy at all. What is in the
    /// cluster (.svc, .cluster.local) and the machine itself are always reached directly. What a program in a pod makes of the list is its own.
    /// </summary>
    public List<string>? NoProxy { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
