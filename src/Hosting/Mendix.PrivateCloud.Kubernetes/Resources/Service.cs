using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>v1</c> Service.</summary>
public sealed class Service : KubernetesObject<Service>, IKubernetesObject<Service>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("", "v1", "Service", "services", "service");

    /// <inheritdoc/>
    public static JsonTypeInfo<Service> TypeInfo => KubernetesJson.Default.Service;

    /// <summary>Desired state.</summary>
    public ServiceSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public ServiceStatus? Status { get; set; }
}

/// <summary>Desired state of a Service.</summary>
public sealed class ServiceSpec
{
    /// <summary><c>ClusterIP</c>, <c>NodePort</c> or <c>LoadBalancer</c>. Default of the server: <c>ClusterIP</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Labels of the pods that serve.</summary>
    public Dictionary<string, string>? Selector { get; set; }

    /// <summary>Ports.</summary>
    public List<ServicePort>? Ports { get; set; }

    /// <summary>The address inside the cluster; <c>None</c> for a headless Service.</summary>
    [JsonPropertyName("clusterIP")]
    public string? ClusterIP { get; set; }
}

/// <summary>A port of a Service.</summary>
public sealed class ServicePort
{
    /// <summary>Name; needed when there are several ports.</summary>
    public string? Name { get; set; }

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>. Default of the server: <c>TCP</c>.</summary>
    public string? Protocol { get; set; }

    /// <summary>A hint at the protocol inside, such as <c>http</c>.</summary>
    public string? AppProtocol { get; set; }

    /// <summary>The port that the Service offers.</summary>
    public int Port { get; set; }

    /// <summary>The port of the pods, by number or name.</summary>
    public IntOrString? TargetPort { get; set; }
}

/// <summary>Observed state of a Service.</summary>
public sealed class ServiceStatus
{
    /// <summary>Addresses given by a load balancer.</summary>
    public LoadBalancerStatus? LoadBalancer { get; set; }
}

/// <summary>Addresses given by a load balancer.</summary>
public sealed class LoadBalancerStatus
{
    /// <summary>The addresses.</summary>
    public List<LoadBalancerIngress>? Ingress { get; set; }
}

/// <summary>One address given by a load balancer.</summary>
public sealed class LoadBalancerIngress
{
    /// <summary>The IP address, if it has one.</summary>
    public string? Ip { get; set; }

    /// <summary>The host name, if it has one.</summary>
    public string? Hostname { get; set; }
}
