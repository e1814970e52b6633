using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>The Ingress of an environment that is reached through one.</summary>
internal static class IngressRenderer
{
    public static Ingress Render(Endpoint endpoint)
    {
        var spec = endpoint.Spec!;
        var ingress = new Ingress
        {
            Metadata = Owners.Child(endpoint, AppNames.Ingress(spec.AppName), spec.AppName),
            Spec = new IngressSpec
            {
                IngressClassName = spec.IngressClassName,
                Rules = [new IngressRule { Host = spec.Host, Http = new HttpIngressRuleValue { Paths = [Path(spec)] } }],
                Tls = spec.Tls is { EnableTls: true } tls ? [new IngressTls { Hosts = [spec.Host!], SecretName = tls.SecretName }] : null,
            },
        };
        ingress.Metadata.Annotations = spec.EndpointAnnotations;
        return ingress;
    }

    private static HttpIngressPath Path(EndpointSpec spec) => new()
    {
        Path = spec.Path ?? "/",
        // The reference leaves the type unset; networking/v1 demands one, and this one means what an unset one meant.
        PathType = spec.PathType ?? "ImplementationSpecific",
        Backend = new IngressBackend
        {
            Service = new IngressServiceBackend
            {
                Name = AppNames.Service(spec.AppName),
                Port = new ServiceBackendPort { Name = ServiceRenderer.PortName(ServiceRenderer.FirstPort(spec)) },
            },
        },
    };
}
