using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>What network an environment wants: its own wishes over the defaults of the OperatorConfiguration.</summary>
internal static class EndpointRenderer
{
    public static Endpoint Render(MendixApp app, OperatorConfigurationSpec? configuration)
    {
        var name = app.Metadata.Name!;
        var spec = app.Spec!;
        var services = configuration?.Endpoint;
        var defaults = EndpointDefaults.Of(services);
        var variables = new TemplateVariables(name, defaults.Domain ?? "");
        var isIngress = defaults.Type == EndpointTypes.Ingress;

        return new Endpoint
        {
            Metadata = Owners.Child(app, AppNames.Endpoint(name), name),
            Spec = new EndpointSpec
            {
                AppName = name,
                Type = defaults.Type,
                Host = Blank(spec.AppUrl) ?? (Blank(defaults.Domain) is { } domain ? $"{name}.{domain}" : null),
                Tls = Tls(app, defaults, variables),
                Path = defaults.HasNetworkObject ? Blank(spec.IngressPath) ?? Blank(defaults.Path) ?? "/" : null,
                PathType = defaults.HasNetworkObject ? spec.IngressPathType ?? defaults.PathType : null,
                IngressClassName = isIngress ? spec.IngressClassName ?? defaults.IngressClassName : null,
                ServiceType = services?.ServiceType ?? ServiceTypes.ClusterIP,
                ServicePorts = services?.ServicePorts is { Count: > 0 } ports ? ports : [RuntimePorts.App],
                ServiceAnnotations = Merge(services?.ServiceAnnotations, spec.ServiceAnnotations, variables),
                EndpointAnnotations = defaults.HasNetworkObject ? Merge(defaults.Annotations, spec.EndpointAnnotations, variables) : null,
                Gateway = defaults.Gateway?.GatewayParentReference,
                RequestHeaders = defaults.Gateway?.GatewayRouteRequestHeaderModifiers,
                ResponseHeaders = defaults.Gateway?.GatewayRouteResponseHeaderModifiers,
            },
        };
    }

    private static EndpointTls? Tls(MendixApp app, EndpointDefaults defaults, TemplateVariables variables)
    {
        var wanted = app.Spec!.Tls;
        if (!(wanted?.EnableTls ?? defaults.EnableTls))
        {
            return null;
        }

        var secret = wanted switch
        {
            { Certificate.Length: > 0 } => AppNames.TlsSecret(app.Metadata.Name!),
            { SecretName.Length: > 0 } => wanted.SecretName,
            _ => Blank(defaults.TlsSecretName) is { } template ? variables.Fill(template) : null,
        };
        return new EndpointTls { EnableTls = true, SecretName = secret };
    }

    private static Dictionary<string, string>? Merge(
        Dictionary<string, string>? defaults, Dictionary<string, string>? own, TemplateVariables variables)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in (defaults ?? []).Concat(own ?? []))
        {
            merged[key] = variables.Fill(value);
        }

        return merged.Count == 0 ? null : merged;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
