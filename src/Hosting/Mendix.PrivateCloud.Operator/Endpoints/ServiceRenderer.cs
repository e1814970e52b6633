using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Runtimes;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>The Service of an environment; there always is one.</summary>
internal static class ServiceRenderer
{
    public static Service Render(Endpoint endpoint)
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
        service.Metadata.Annotations = spec.ServiceAnnotations;
        return service;
    }

    /// <summary>The port that everything which leads to the Service uses.</summary>
    public static int FirstPort(EndpointSpec spec) => spec.ServicePorts is [var first, ..] ? first : RuntimePorts.App;

    public static string PortName(int port) => $"http-{port}";
}
