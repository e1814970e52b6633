using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>The Service of an environment; there always is one.</summary>
internal static class ServiceRenderer
{
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="revision">Which of the app's pods get requests, while there are old and new ones; null for all.</param>
    public static Service Render(Endpoint endpoint, string? revision)
    {
        var spec = endpoint.Spec!;
        var service = new Service
        {
            Metadata = Owners.Child(endpoint, AppNames.Service(spec.AppName), spec.AppName),
            Spec = new ServiceSpec
            {
                Type = spec.ServiceType,
                Selector = new Dictionary<string, string> { [Labels.App] = spec.AppName, [Labels.Component] = Labels.AppComponent },
                Ports = [.. (spec.ServicePorts ?? []).Select(port => new ServicePort
                {
                    Name = PortName(port),
                    Protocol = "TCP",
                    AppProtocol = "http",
                    Port = port,
                    TargetPort = RuntimePorts.AppName,
                })],
            },
        };
        if (revision is not null)
        {
            service.Spec.Selector[Labels.Revision] = revision;
        }

        service.Metadata.Annotations = spec.ServiceAnnotations;
        return service;
    }

    /// <summary>The port that everything which leads to the Service uses.</summary>
    public static int FirstPort(EndpointSpec spec) => spec.ServicePorts is [var first, ..] ? first : RuntimePorts.App;

    public static string PortName(int port) => $"http-{port}";
}
