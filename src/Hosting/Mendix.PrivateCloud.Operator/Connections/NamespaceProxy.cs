using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Operator.Connections;

/// <summary>The proxy of a namespace, with everything that its configuration leaves out.</summary>
/// <param name="Http">For http addresses; null for none.</param>
/// <param name="Https">For https addresses.</param>
/// <param name="Direct">What is reached without it.</param>
internal sealed record NamespaceProxy(string? Http, string Https, IReadOnlyList<string> Direct)
{
    // Who asks and what is in the cluster are never reached through a proxy.
    private static readonly string[] Inside = ["localhost", "127.0.0.1", ".svc", ".cluster.local"];

    /// <summary>Null when the configuration names no proxy.</summary>
    public static NamespaceProxy? Of(OperatorProxy? proxy)
    {
        var http = string.IsNullOrWhiteSpace(proxy?.HttpProxy) ? null : proxy.HttpProxy;
        var https = string.IsNullOrWhiteSpace(proxy?.HttpsProxy) ? http : proxy.HttpsProxy;
        return https is null ? null : new(http, https, [.. Inside.Concat(proxy?.NoProxy ?? []).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>As the operator's own connections take it. Only for addresses that the rules let pass.</summary>
    public OutboundProxy ToOutbound() => new(Http is null ? null : new Uri(Http), new Uri(Https), Direct);
}
