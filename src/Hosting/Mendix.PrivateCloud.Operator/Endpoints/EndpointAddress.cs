using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>Under which address an environment is reached.</summary>
internal static class EndpointAddress
{
    // What begins a pattern, in the paths of the ingress controllers that take one.
    private static readonly char[] Pattern = ['(', '[', '*', '?', '.', '$', '^', '|', '+', '\\', '{'];

    /// <summary>The complete URL; null while the cluster has not said the host yet.</summary>
    /// <param name="endpoint">What is wanted.</param>
    /// <param name="loadBalancer">The address that a load balancer gave the Service.</param>
    /// <param name="host">The host that the cluster gave the network object.</param>
    public static string? Url(Endpoint endpoint, string? loadBalancer, string? host)
    {
        var spec = endpoint.Spec!;
        var scheme = spec.Tls?.EnableTls == true ? "https" : "http";
        if ((spec.Host ?? host) is { Length: > 0 } known)
        {
            return $"{scheme}://{known}{Prefix(spec.Path)}";
        }

        return spec.Type switch
        {
            EndpointTypes.Service when spec.ServiceType != ServiceTypes.LoadBalancer =>
                $"{scheme}://{AppNames.Service(spec.AppName)}.{endpoint.Metadata.Namespace}.svc:{ServiceRenderer.FirstPort(spec)}",
            EndpointTypes.Service when loadBalancer is not null => $"{scheme}://{Bracketed(loadBalancer)}{Port(scheme, ServiceRenderer.FirstPort(spec))}",
            _ => null,
        };
    }

    /// <summary>The host name, else the IP address, that a load balancer gave a Service; null where there is none yet.</summary>
    public static string? LoadBalancer(Service service) =>
        service.Status?.LoadBalancer?.Ingress?.Select(ingress => ingress.Hostname is { Length: > 0 } name ? name : ingress.Ip).FirstOrDefault(address => !string.IsNullOrEmpty(address));

    // The literal beginning of the path: with /crm/(.*) the app is reached below /crm.
    private static string Prefix(string? path)
    {
        var end = path?.IndexOfAny(Pattern) ?? -1;
        return (end < 0 ? path ?? "" : path![..end]).TrimEnd('/');
    }

    private static string Bracketed(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

    private static string Port(string scheme, int port) => (scheme, port) is ("http", 80) or ("https", 443) ? "" : $":{port}";
}
