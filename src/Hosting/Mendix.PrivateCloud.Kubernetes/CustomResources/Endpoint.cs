using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The network address of one environment. Made by the operator.</summary>
[CustomResource]
[PrinterColumn("App", ".spec.appName")]
[PrinterColumn("Type", ".spec.type")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("URL", ".status.appURL")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Load Balancer", ".status.loadBalancerAddress", Wide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", Wide = true)]
[PrinterColumn("Message", ".status.conditions[?(@.type==\"Ready\")].message", Wide = true)]
public sealed class Endpoint : KubernetesObject<Endpoint>, IKubernetesObject<Endpoint>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } =
        new(PrivateCloudApi.Group, PrivateCloudApi.Version, "Endpoint", "endpoints", "endpoint");

    /// <inheritdoc/>
    public static JsonTypeInfo<Endpoint> TypeInfo => KubernetesJson.Default.Endpoint;

    /// <summary>Desired state.</summary>
    [Required]
    public EndpointSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public EndpointStatus? Status { get; set; }
}

/// <summary>How the environment is reached.</summary>
public sealed class EndpointSpec
{
    /// <summary>The MendixApp that is reached.</summary>
    [Required]
    public string AppName { get; set; } = "";

    /// <summary>What is made: ingress, service, openshiftRoute or gatewayRoute. A Service is always made.</summary>
    [Required]
    [AllowedValues(EndpointTypes.Ingress, EndpointTypes.Service, EndpointTypes.OpenShiftRoute, EndpointTypes.GatewayRoute)]
    public string Type { get; set; } = "";

    /// <summary>The host name, without scheme and path.</summary>
    public string? Host { get; set; }

    /// <summary>Whether and with which certificate it speaks TLS.</summary>
    public EndpointTls? Tls { get; set; }

    /// <summary>The path below the host.</summary>
    public string? Path { get; set; }

    /// <summary>How the path is matched.</summary>
    public string? PathType { get; set; }

    /// <summary>The ingress controller class; absent means the cluster's default.</summary>
    public string? IngressClassName { get; set; }

    /// <summary>The type of the Service: ClusterIP or LoadBalancer.</summary>
    public string? ServiceType { get; set; }

    /// <summary>The ports of the Service.</summary>
    [Range(1, 65535)]
    public List<int>? ServicePorts { get; set; }

    /// <summary>Annotations of the Service.</summary>
    public Dictionary<string, string>? ServiceAnnotations { get; set; }

    /// <summary>Annotations of the Ingress, Route or HTTPRoute.</summary>
    public Dictionary<string, string>? EndpointAnnotations { get; set; }

    /// <summary>The Gateway that an HTTPRoute joins.</summary>
    public GatewayParentReference? Gateway { get; set; }

    /// <summary>Changes to the headers of requests; for an HTTPRoute.</summary>
    public HeaderModifiers? RequestHeaders { get; set; }

    /// <summary>Changes to the headers of responses; for an HTTPRoute.</summary>
    public HeaderModifiers? ResponseHeaders { get; set; }
}

/// <summary>Whether and with which certificate an endpoint speaks TLS.</summary>
public sealed class EndpointTls
{
    /// <summary>Whether TLS is on.</summary>
    [JsonPropertyName("enableTLS")]
    public bool EnableTls { get; set; }

    /// <summary>A Secret of type kubernetes.io/tls; absent means the controller's default certificate.</summary>
    public string? SecretName { get; set; }
}

/// <summary>Where the environment is reached.</summary>
public sealed class EndpointStatus
{
    /// <summary>The generation that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Where the endpoint stands: Pending, Processing, Ready or Failed.</summary>
    [AllowedValues(Phases.Pending, Phases.Processing, Phases.Ready, Phases.Failed)]
    public string? Phase { get; set; }

    /// <summary>The complete URL of the app.</summary>
    [JsonPropertyName("appURL")]
    public string? AppUrl { get; set; }

    /// <summary>The address that a load balancer gave the Service: a host name or an IP address.</summary>
    public string? LoadBalancerAddress { get; set; }

    /// <summary>Conditions; Ready says whether the address is in place.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }
}
