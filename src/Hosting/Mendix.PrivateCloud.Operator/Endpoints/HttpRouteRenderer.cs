using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>The Gateway API HTTPRoute of an environment that is reached through one. TLS is the Gateway's business.</summary>
internal static class HttpRouteRenderer
{
    public static HttpRoute Render(Endpoint endpoint)
    {
        var spec = endpoint.Spec!;
        var gateway = spec.Gateway!;
        var route = new HttpRoute
        {
            Metadata = Owners.Child(endpoint, AppNames.HttpRoute(spec.AppName), spec.AppName),
            Spec = new HttpRouteSpec
            {
                ParentRefs =
                [
                    new HttpRouteParent
                    {
                        Group = gateway.Group ?? HttpRoute.Definition.Group,
                        Kind = gateway.Kind ?? "Gateway",
                        Namespace = gateway.Namespace,
                        Name = gateway.Name,
                    },
                ],
                Hostnames = [spec.Host!],
                Rules =
                [
                    new HttpRouteRule
                    {
                        Matches = [new HttpRouteMatch { Path = Path(spec) }],
                        Filters = Filters(spec),
                        BackendRefs = [new HttpRouteBackend { Name = AppNames.Service(spec.AppName), Port = ServiceRenderer.FirstPort(spec) }],
                    },
                ],
            },
        };
        route.Metadata.Annotations = spec.EndpointAnnotations;
        return route;
    }

    private static HttpRoutePath Path(EndpointSpec spec) => new()
    {
        // The words of an Ingress, which the fields are documented with; what is left to the implementation there, the API does not know.
        Type = spec.PathType == "Exact" ? "Exact" : "PathPrefix",
        Value = spec.Path ?? "/",
    };

    private static List<HttpRouteFilter>? Filters(EndpointSpec spec)
    {
        var filters = new List<HttpRouteFilter>();
        if (Headers(spec.RequestHeaders) is { } request)
        {
            filters.Add(new HttpRouteFilter { Type = "RequestHeaderModifier", RequestHeaderModifier = request });
        }

        if (Headers(spec.ResponseHeaders) is { } response)
        {
            filters.Add(new HttpRouteFilter { Type = "ResponseHeaderModifier", ResponseHeaderModifier = response });
        }

        return filters.Count == 0 ? null : filters;
    }

    private static HttpHeaderFilter? Headers(HeaderModifiers? wanted)
    {
        var filter = new HttpHeaderFilter
        {
            Add = Headers(wanted?.Add),
            Set = Headers(wanted?.Set),
            Remove = wanted?.Remove is { Count: > 0 } remove ? remove : null,
        };
        return filter is { Add: null, Set: null, Remove: null } ? null : filter;
    }

    // In one order, because maps have none and lists do: the same headers must not look changed.
    private static List<HttpHeader>? Headers(Dictionary<string, string>? headers) => headers is not { Count: > 0 }
        ? null
        : [.. headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => new HttpHeader { Name = header.Key, Value = header.Value })];
}
