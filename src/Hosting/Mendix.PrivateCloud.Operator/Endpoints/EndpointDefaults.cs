using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>What an OperatorConfiguration says about endpoints of one type; its sections differ in what they can say.</summary>
internal sealed record EndpointDefaults
{
    public required string Type { get; init; }

    public string? Domain { get; init; }

    public bool EnableTls { get; init; }

    public string? TlsSecretName { get; init; }

    public string? IngressClassName { get; init; }

    public string? Path { get; init; }

    public string? PathType { get; init; }

    public Dictionary<string, string>? Annotations { get; init; }

    public OperatorGatewayRoute? Gateway { get; init; }

    /// <summary>Whether anything leads to the Service that the other fields could be about.</summary>
    public bool HasNetworkObject => Type != EndpointTypes.Service;

    public static EndpointDefaults Of(OperatorEndpoint? endpoint)
    {
        var type = endpoint?.Type ?? (endpoint?.Ingress?.Domain is null ? EndpointTypes.Service : EndpointTypes.Ingress);
        return (type, endpoint) switch
        {
            (EndpointTypes.Ingress, { Ingress: { } ingress }) => new EndpointDefaults
            {
                Type = type,
                Domain = ingress.Domain,
                EnableTls = ingress.EnableTls ?? false,
                TlsSecretName = ingress.TlsSecretName,
                IngressClassName = ingress.IngressClassName,
                Path = ingress.Path,
                PathType = ingress.PathType,
                Annotations = ingress.Annotations,
            },
            (EndpointTypes.OpenShiftRoute, { OpenShiftRoute: { } route }) => new EndpointDefaults
            {
                Type = type,
                Domain = route.Domain,
                EnableTls = route.EnableTls ?? false,
                TlsSecretName = route.TlsSecretName,
                Annotations = route.Annotations,
            },
            (EndpointTypes.GatewayRoute, { GatewayRoute: { } route }) => new EndpointDefaults
            {
                Type = type,
                Domain = route.Domain,
                EnableTls = route.EnableTls ?? false,
                Gateway = route,
            },
            _ => new EndpointDefaults { Type = type },
        };
    }
}
