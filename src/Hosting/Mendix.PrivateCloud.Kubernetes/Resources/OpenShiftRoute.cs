using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>route.openshift.io/v1</c> Route, of clusters that are OpenShift.</summary>
public sealed class OpenShiftRoute : KubernetesObject<OpenShiftRoute>, IKubernetesObject<OpenShiftRoute>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("route.openshift.io", "v1", "Route", "routes", "route");

    /// <inheritdoc/>
    public static JsonTypeInfo<OpenShiftRoute> TypeInfo => KubernetesJson.Default.OpenShiftRoute;

    /// <summary>Desired state.</summary>
    public OpenShiftRouteSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public OpenShiftRouteStatus? Status { get; set; }
}

/// <summary>Desired state of a Route.</summary>
public sealed class OpenShiftRouteSpec
{
    /// <summary>The host; absent: the server makes one from name, namespace and the cluster's domain.</summary>
    public string? Host { get; set; }

    /// <summary>The path below the host; absent: all of it.</summary>
    public string? Path { get; set; }

    /// <summary>The Service that serves.</summary>
    public OpenShiftRouteTarget? To { get; set; }

    /// <summary>Its port.</summary>
    public OpenShiftRoutePort? Port { get; set; }

    /// <summary>How it speaks TLS; absent: not at all.</summary>
    public OpenShiftRouteTls? Tls { get; set; }
}

/// <summary>What a Route leads to.</summary>
public sealed class OpenShiftRouteTarget
{
    /// <summary>The kind; <c>Service</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The share of the traffic, beside that of other targets. Default of the server: 100.</summary>
    public int? Weight { get; set; }
}

/// <summary>A port of the Service that a Route leads to.</summary>
public sealed class OpenShiftRoutePort
{
    /// <summary>The name or the number.</summary>
    public IntOrString? TargetPort { get; set; }
}

/// <summary>How a Route speaks TLS.</summary>
public sealed class OpenShiftRouteTls
{
    /// <summary>Where it ends: <c>edge</c> (at the router), <c>passthrough</c> or <c>reencrypt</c>.</summary>
    public string? Termination { get; set; }

    /// <summary>What becomes of plain HTTP: <c>Redirect</c>, <c>Allow</c> or <c>None</c>.</summary>
    public string? InsecureEdgeTerminationPolicy { get; set; }

    /// <summary>The certificate and those between it and the authority, in PEM; absent: the router's own.</summary>
    public string? Certificate { get; set; }

    /// <summary>The private key, in PEM.</summary>
    public SensitiveString? Key { get; set; }

    /// <summary>Certificates of the authority, in PEM.</summary>
    [JsonPropertyName("caCertificate")]
    public string? CACertificate { get; set; }
}

/// <summary>Observed state of a Route.</summary>
public sealed class OpenShiftRouteStatus
{
    /// <summary>What each router made of it.</summary>
    public List<OpenShiftRouteIngress>? Ingress { get; set; }
}

/// <summary>What one router made of a Route.</summary>
public sealed class OpenShiftRouteIngress
{
    /// <summary>The host under which it serves.</summary>
    public string? Host { get; set; }

    /// <summary>The router.</summary>
    public string? RouterName { get; set; }

    /// <summary>Conditions; <c>Admitted</c> says whether the router took the Route.</summary>
    public List<Condition>? Conditions { get; set; }
}
