using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>The OpenShift Route of an environment that is reached through one.</summary>
internal static class RouteRenderer
{
    public static OpenShiftRoute Render(Endpoint endpoint, Secret? certificate)
    {
        var spec = endpoint.Spec!;
        var route = new OpenShiftRoute
        {
            Metadata = Owners.Child(endpoint, AppNames.Route(spec.AppName), spec.AppName),
            Spec = new OpenShiftRouteSpec
            {
                Host = spec.Host,
                // A Route tells "everything" by having no path.
                Path = spec.Path is null or "/" ? null : spec.Path,
                To = new OpenShiftRouteTarget { Kind = "Service", Name = AppNames.Service(spec.AppName), Weight = 100 },
                Port = new OpenShiftRoutePort { TargetPort = ServiceRenderer.PortName(ServiceRenderer.FirstPort(spec)) },
                Tls = spec.Tls is { EnableTls: true } ? Tls(certificate) : null,
            },
        };
        route.Metadata.Annotations = spec.EndpointAnnotations;
        return route;
    }

    private static OpenShiftRouteTls Tls(Secret? certificate) => new()
    {
        Termination = "edge",
        InsecureEdgeTerminationPolicy = "Redirect",
        Certificate = certificate is null ? null : RouteCertificate.Text(certificate, RouteCertificate.CertificateKey),
        Key = certificate is null ? null : RouteCertificate.Text(certificate, RouteCertificate.KeyKey),
        CACertificate = certificate is null ? null : RouteCertificate.Text(certificate, RouteCertificate.AuthorityKey),
    };
}
