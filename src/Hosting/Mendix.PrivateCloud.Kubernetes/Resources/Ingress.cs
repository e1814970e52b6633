using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>networking.k8s.io/v1</c> Ingress.</summary>
public sealed class Ingress : KubernetesObject<Ingress>, IKubernetesObject<Ingress>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("networking.k8s.io", "v1", "Ingress", "ingresses", "ingress");

    /// <inheritdoc/>
    public static JsonTypeInfo<Ingress> TypeInfo => KubernetesJson.Default.Ingress;

    /// <summary>Desired state.</summary>
    public IngressSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public IngressStatus? Status { get; set; }
}

/// <summary>Desired state of an Ingress.</summary>
public sealed class IngressSpec
{
    /// <summary>The controller class; absent means the cluster's default.</summary>
    public string? IngressClassName { get; set; }

    /// <summary>Rules.</summary>
    public List<IngressRule>? Rules { get; set; }

    /// <summary>Certificates.</summary>
    public List<IngressTls>? Tls { get; set; }
}

/// <summary>Routes of one host.</summary>
public sealed class IngressRule
{
    /// <summary>The host; absent means every host.</summary>
    public string? Host { get; set; }

    /// <summary>Paths.</summary>
    public HttpIngressRuleValue? Http { get; set; }
}

/// <summary>Paths of one host.</summary>
public sealed class HttpIngressRuleValue
{
    /// <summary>The paths.</summary>
    public List<HttpIngressPath>? Paths { get; set; }
}

/// <summary>A path and what serves it.</summary>
public sealed class HttpIngressPath
{
    /// <summary>The path.</summary>
    public string? Path { get; set; }

    /// <summary><c>Exact</c>, <c>Prefix</c> or <c>ImplementationSpecific</c>.</summary>
    public string? PathType { get; set; }

    /// <summary>What serves it.</summary>
    public IngressBackend? Backend { get; set; }
}

/// <summary>What serves a path.</summary>
public sealed class IngressBackend
{
    /// <summary>A Service of the same namespace.</summary>
    public IngressServiceBackend? Service { get; set; }
}

/// <summary>A Service that serves a path.</summary>
public sealed class IngressServiceBackend
{
    /// <summary>Name of the Service.</summary>
    public string? Name { get; set; }

    /// <summary>Its port.</summary>
    public ServiceBackendPort? Port { get; set; }
}

/// <summary>A port of a Service, by name or by number.</summary>
public sealed class ServiceBackendPort
{
    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The number.</summary>
    public int? Number { get; set; }
}

/// <summary>A certificate and the hosts it is for.</summary>
public sealed class IngressTls
{
    /// <summary>The hosts.</summary>
    public List<string>? Hosts { get; set; }

    /// <summary>A Secret of type <c>kubernetes.io/tls</c>; absent means the controller's default certificate.</summary>
    public string? SecretName { get; set; }
}

/// <summary>Observed state of an Ingress.</summary>
public sealed class IngressStatus
{
    /// <summary>Addresses given by a load balancer.</summary>
    public LoadBalancerStatus? LoadBalancer { get; set; }
}
