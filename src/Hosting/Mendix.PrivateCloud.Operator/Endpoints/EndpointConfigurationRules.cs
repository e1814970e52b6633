using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>What is wrong with what an OperatorConfiguration says about endpoints.</summary>
internal static partial class EndpointConfigurationRules
{
    public const string Types = $"{EndpointTypes.Ingress}, {EndpointTypes.OpenShiftRoute}, {EndpointTypes.GatewayRoute} or {EndpointTypes.Service}";

    private static readonly string[] KnownTypes = [EndpointTypes.Ingress, EndpointTypes.OpenShiftRoute, EndpointTypes.GatewayRoute, EndpointTypes.Service];

    public static IEnumerable<string> Problems(OperatorEndpoint? endpoint)
    {
        if (endpoint is null)
        {
            return [];
        }

        return
        [
            .. Words(endpoint),
            .. Ports(endpoint.ServicePorts),
            .. Annotations("spec.endpoint.serviceAnnotations", endpoint.ServiceAnnotations),
            .. Ingress(endpoint.Ingress),
            .. Route(endpoint.OpenShiftRoute),
            .. Gateway(endpoint.GatewayRoute, endpoint.Type == EndpointTypes.GatewayRoute),
        ];
    }

    /// <summary>Annotations whose templates name a variable that does not exist: it would reach the cluster as it stands.</summary>
    public static IEnumerable<string> Annotations(string field, Dictionary<string, string>? annotations) => (annotations ?? [])
        .Select(annotation => (annotation.Key, Unknown: TemplateVariables.FindUnknown(annotation.Value, "Name", "Domain")))
        .Where(found => found.Unknown is not null)
        .Select(found => $"{field}[{found.Key}] holds the unknown variable {found.Unknown}. There are {{{{.Name}}}} and {{{{.Domain}}}}.");

    private static IEnumerable<string> Words(OperatorEndpoint endpoint)
    {
        if (endpoint.Type is { } type && !KnownTypes.Contains(type))
        {
            yield return $"spec.endpoint.type '{type}' is not known. Set it to {Types}.";
        }

        if (endpoint.ServiceType is { } serviceType and not (ServiceTypes.ClusterIP or ServiceTypes.LoadBalancer))
        {
            yield return $"spec.endpoint.serviceType '{serviceType}' is not known. Set it to {ServiceTypes.ClusterIP} or {ServiceTypes.LoadBalancer}.";
        }
    }

    private static IEnumerable<string> Ports(List<int>? ports)
    {
        foreach (var port in (ports ?? []).Where(port => port is < 1 or > 65535))
        {
            yield return $"spec.endpoint.servicePorts holds {port}, which is not a port. Use numbers from 1 to 65535.";
        }

        foreach (var port in (ports ?? []).GroupBy(port => port).Where(same => same.Count() > 1))
        {
            yield return $"spec.endpoint.servicePorts holds {port.Key} more than once. Name each port once.";
        }
    }

    private static IEnumerable<string> Ingress(OperatorIngress? ingress) =>
    [
        .. Domain("spec.endpoint.ingress.domain", ingress?.Domain),
        .. TlsSecret("spec.endpoint.ingress.tlsSecretName", ingress?.TlsSecretName),
        .. Annotations("spec.endpoint.ingress.annotations", ingress?.Annotations),
        .. ingress?.Path is { Length: > 0 } path && HostNames.PathProblem("spec.endpoint.ingress.path", path) is { } wrong ? [wrong] : Array.Empty<string>(),
        .. ingress?.PathType is { } type && HostNames.PathTypeProblem("spec.endpoint.ingress.pathType", type) is { } unknown ? [unknown] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Route(OperatorOpenShiftRoute? route) =>
    [
        .. Domain("spec.endpoint.openshiftRoute.domain", route?.Domain),
        .. TlsSecret("spec.endpoint.openshiftRoute.tlsSecretName", route?.TlsSecretName),
        .. Annotations("spec.endpoint.openshiftRoute.annotations", route?.Annotations),
    ];

    private static IEnumerable<string> Gateway(OperatorGatewayRoute? route, bool isUsed)
    {
        const string section = "spec.endpoint.gatewayRoute";
        if (isUsed && string.IsNullOrWhiteSpace(route?.GatewayParentReference?.Name))
        {
            yield return $"{section}.gatewayParentReference.name is not set. Name the Gateway that the routes join.";
        }

        foreach (var problem in Domain($"{section}.domain", route?.Domain)
            .Concat(Headers($"{section}.gatewayRouteRequestHeaderModifiers", route?.GatewayRouteRequestHeaderModifiers))
            .Concat(Headers($"{section}.gatewayRouteResponseHeaderModifiers", route?.GatewayRouteResponseHeaderModifiers)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Domain(string field, string? domain) =>
        !string.IsNullOrWhiteSpace(domain) && HostNames.Problem(field, domain) is { } problem ? [problem] : [];

    private static IEnumerable<string> TlsSecret(string field, string? template)
    {
        if (string.IsNullOrWhiteSpace(template))
        {
            yield break;
        }

        // The domain could stand in a Secret's name, and is not documented for it.
        if (TemplateVariables.FindUnknown(template, "Name") is { } unknown)
        {
            yield return $"{field} holds the unknown variable {unknown}. There is {{{{.Name}}}}.";
        }
        else if (!HostNames.IsObjectName(new TemplateVariables("a", "").Fill(template)))
        {
            yield return $"{field} '{template}' gives no name that a Secret can have. Use lower-case letters, digits, dashes and {{{{.Name}}}}, such as {{{{.Name}}}}-tls.";
        }
    }

    private static IEnumerable<string> Headers(string field, HeaderModifiers? headers)
    {
        var names = (headers?.Add ?? []).Keys.Concat((headers?.Set ?? []).Keys).Concat(headers?.Remove ?? []);
        foreach (var name in names.Where(name => !HeaderName().IsMatch(name)))
        {
            yield return $"{field} names the header '{name}', which no header can be called. Use letters, digits and dashes, such as X-Forwarded-Host.";
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}\z")]
    private static partial Regex HeaderName();
}
