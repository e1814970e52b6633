using System.Security.Cryptography;
using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What makes two Events the same one: the object, and what is said about it.</summary>
internal readonly record struct EventKey(
    string ApiVersion, string Kind, string? Namespace, string Name, string? Uid, EventType Type, string Reason, string Message)
{
    // What the API server accepts.
    private const int MaxMessage = 1024;
    private const int MaxName = 253;

    public string Regarding => $"{Kind} {(Namespace is null ? Name : $"{Namespace}/{Name}")}";

    /// <summary>Events about kinds of the whole cluster stand in <c>default</c>, where kubectl looks for them.</summary>
    public string EventNamespace => Namespace ?? "default";

    public static EventKey Of(IKubernetesObject regarding, EventType type, string reason, string message) => new(
        regarding.ApiVersion,
        regarding.Kind,
        string.IsNullOrEmpty(regarding.Metadata.Namespace) ? null : regarding.Metadata.Namespace,
        regarding.Metadata.Name ?? "",
        regarding.Metadata.Uid,
        type,
        reason,
        message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage - 1), "…"));

    /// <summary>The same name for the same Event, also after a restart, so that its count goes on.</summary>
    public string EventName(string component)
    {
        var identity = string.Join('\n', ApiVersion, Kind, Namespace, Name, Uid, Type, Reason, component, Message);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 8));
        var room = MaxName - digest.Length - 1;
        return $"{(Name.Length <= room ? Name : Name[..room].TrimEnd('.', '-'))}.{digest}";
    }
}
