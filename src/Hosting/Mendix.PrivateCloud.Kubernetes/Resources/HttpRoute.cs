using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>gateway.networking.k8s.io/v1</c> HTTPRoute, of clusters with the Gateway API.</summary>
public sealed class HttpRoute : KubernetesObject<HttpRoute>, IKubernetesObject<HttpRoute>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes", "httproute");

    /// <inheritdoc/>
    public static JsonTypeInfo<HttpRoute> TypeInfo => KubernetesJson.Default.HttpRoute;

    /// <summary>Desired state.</summary>
    public HttpRouteSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public HttpRouteStatus? Status { get; set; }
}

/// <summary>Desired state of an HTTPRoute.</summary>
public sealed class HttpRouteSpec
{
    /// <summary>The Gateways that it joins.</summary>
    public List<HttpRouteParent>? ParentRefs { get; set; }

    /// <summary>The hosts; absent: those of the Gateway.</summary>
    public List<string>? Hostnames { get; set; }

    /// <summary>What is done with which requests.</summary>
    public List<HttpRouteRule>? Rules { get; set; }
}

/// <summary>A Gateway that a route joins.</summary>
public sealed class HttpRouteParent
{
    /// <summary>The group. Default of the server: <c>gateway.networking.k8s.io</c>.</summary>
    public string? Group { get; set; }

    /// <summary>The kind. Default of the server: <c>Gateway</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>The namespace; absent: the route's own.</summary>
    public string? Namespace { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }
}

/// <summary>What is done with some requests.</summary>
public sealed class HttpRouteRule
{
    /// <summary>Which requests; absent: all.</summary>
    public List<HttpRouteMatch>? Matches { get; set; }

    /// <summary>What is changed in them and in their responses.</summary>
    public List<HttpRouteFilter>? Filters { get; set; }

    /// <summary>Who serves them.</summary>
    public List<HttpRouteBackend>? BackendRefs { get; set; }
}

/// <summary>A kind of requests.</summary>
public sealed class HttpRouteMatch
{
    /// <summary>Their path.</summary>
    public HttpRoutePath? Path { get; set; }
}

/// <summary>A path, or what paths begin with.</summary>
public sealed class HttpRoutePath
{
    /// <summary><c>Exact</c>, <c>PathPrefix</c> or <c>RegularExpression</c>. Default of the server: <c>PathPrefix</c>.</summary>
    public string? Type { get; set; }

    /// <summary>The path. Default of the server: <c>/</c>.</summary>
    public string? Value { get; set; }
}

/// <summary>A change to requests or responses.</summary>
public sealed class HttpRouteFilter
{
    /// <summary><c>RequestHeaderModifier</c>, <c>ResponseHeaderModifier</c> or another one.</summary>
    public string? Type { get; set; }

    /// <summary>For requests.</summary>
    public HttpHeaderFilter? RequestHeaderModifier { get; set; }

    /// <summary>For responses.</summary>
    public HttpHeaderFilter? ResponseHeaderModifier { get; set; }
}

/// <summary>Changes to headers.</summary>
public sealed class HttpHeaderFilter
{
    /// <summary>Headers to add beside those of the same name.</summary>
    public List<HttpHeader>? Add { get; set; }

    /// <summary>Headers to put in the place of those of the same name.</summary>
    public List<HttpHeader>? Set { get; set; }

    /// <summary>Names of headers to remove.</summary>
    public List<string>? Remove { get; set; }
}

/// <summary>A header.</summary>
public sealed class HttpHeader
{
    /// <summary>The name; case does not matter.</summary>
    public string? Name { get; set; }

    /// <summary>The value.</summary>
    public string? Value { get; set; }
}

/// <summary>A Service that serves.</summary>
public sealed class HttpRouteBackend
{
    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its port.</summary>
    public int? Port { get; set; }
}

/// <summary>Observed state of an HTTPRoute.</summary>
public sealed class HttpRouteStatus
{
    /// <summary>What each Gateway made of it.</summary>
    public List<HttpRouteParentStatus>? Parents { get; set; }
}

/// <summary>What one Gateway made of a route.</summary>
public sealed class HttpRouteParentStatus
{
    /// <summary>The Gateway.</summary>
    public HttpRouteParent? ParentRef { get; set; }

    /// <summary>Who speaks for it.</summary>
    public string? ControllerName { get; set; }

    /// <summary>Conditions; <c>Accepted</c> says whether the Gateway took the route, <c>ResolvedRefs</c> whether it found the Service.</summary>
    public List<Condition>? Conditions { get; set; }
}
