using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>How environments are reached.</summary>
/// <remarks>All fields as documented for the original. Annotations are templates with {{.Name}} and {{.Domain}}.</remarks>
public sealed class OperatorEndpoint
{
    /// <summary>What is made beside the Service: ingress, openshiftRoute, gatewayRoute, or nothing more (service).</summary>
    [AllowedValues(EndpointTypes.Ingress, EndpointTypes.OpenShiftRoute, EndpointTypes.Service, EndpointTypes.GatewayRoute)]
    public string? Type { get; set; }

    /// <summary>Annotations of all Services; templates.</summary>
    public Dictionary<string, string>? ServiceAnnotations { get; set; }

    /// <summary>The type of the Services: ClusterIP or LoadBalancer. Absent: ClusterIP.</summary>
    [AllowedValues(ServiceTypes.ClusterIP, ServiceTypes.LoadBalancer)]
    public string? ServiceType { get; set; }

    /// <summary>The ports of the Services. Absent: 8080.</summary>
    [Range(1, 65535)]
    public List<int>? ServicePorts { get; set; }

    /// <summary>For type ingress.</summary>
    public OperatorIngress? Ingress { get; set; }

    /// <summary>For type openshiftRoute.</summary>
    [JsonPropertyName("openshiftRoute")]
    public OperatorOpenShiftRoute? OpenShiftRoute { get; set; }

    /// <summary>For type gatewayRoute.</summary>
    public OperatorGatewayRoute? GatewayRoute { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>How Ingresses are made.</summary>
public sealed class OperatorIngress
{
    /// <summary>Annotations of all Ingresses; templates.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>The domain; an app gets its name below it.</summary>
    public string? Domain { get; set; }

    /// <summary>Whether TLS is on.</summary>
    [JsonPropertyName("enableTLS")]
    public bool? EnableTls { get; set; }

    /// <summary>The Secret with the certificate; a template with {{.Name}}. Absent: the controller's default certificate.</summary>
    public string? TlsSecretName { get; set; }

    /// <summary>The ingress controller class.</summary>
    public string? IngressClassName { get; set; }

    /// <summary>The path below the host. Absent: /.</summary>
    public string? Path { get; set; }

    /// <summary>How the path is matched.</summary>
    public string? PathType { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>How OpenShift Routes are made.</summary>
public sealed class OperatorOpenShiftRoute
{
    /// <summary>Annotations of all Routes; templates.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>The domain. Absent: the cluster's own for apps.</summary>
    public string? Domain { get; set; }

    /// <summary>Whether TLS is on; it ends at the router, and HTTP is redirected.</summary>
    [JsonPropertyName("enableTLS")]
    public bool? EnableTls { get; set; }

    /// <summary>The Secret with the certificate; a template with {{.Name}}. Absent: the router's default certificate.</summary>
    public string? TlsSecretName { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>How Gateway API HTTPRoutes are made.</summary>
public sealed class OperatorGatewayRoute
{
    /// <summary>The domain; an app gets its name below it.</summary>
    public string? Domain { get; set; }

    /// <summary>Whether URLs say https; certificates belong to the Gateway.</summary>
    [JsonPropertyName("enableTLS")]
    public bool? EnableTls { get; set; }

    /// <summary>The Gateway that the routes join.</summary>
    public GatewayParentReference? GatewayParentReference { get; set; }

    /// <summary>Changes to the headers of responses.</summary>
    public HeaderModifiers? GatewayRouteResponseHeaderModifiers { get; set; }

    /// <summary>Changes to the headers of requests.</summary>
    public HeaderModifiers? GatewayRouteRequestHeaderModifiers { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>The Gateway that routes join.</summary>
public sealed class GatewayParentReference
{
    /// <summary>Its group, usually gateway.networking.k8s.io.</summary>
    public string? Group { get; set; }

    /// <summary>Its kind, usually Gateway.</summary>
    public string? Kind { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its namespace.</summary>
    public string? Namespace { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>Changes to headers.</summary>
public sealed class HeaderModifiers
{
    /// <summary>Headers to add.</summary>
    public Dictionary<string, string>? Add { get; set; }

    /// <summary>Headers to set.</summary>
    public Dictionary<string, string>? Set { get; set; }

    /// <summary>Headers to remove.</summary>
    public List<string>? Remove { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
