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
        var defaults = configuration?.Endpoint;
        var ingress = defaults?.Ingress;
        var type = defaults?.Type ?? (ingress?.Domain is null ? EndpointTypes.Service : EndpointTypes.Ingress);
        var isIngress = type == EndpointTypes.Ingress;
        var host = Blank(spec.AppUrl) ?? (isIngress && ingress?.Domain is { } domain ? $"{name}.{domain}" : null);
        var variables = new TemplateVariables(name, ingress?.Domain ?? "");

        return new Endpoint
        {
            Metadata = Owners.Child(app, AppNames.Endpoint(name), name),
            Spec = new EndpointSpec
            {
                AppName = name,
                Type = type,
                Host = host,
                Tls = Tls(app, isIngress ? ingress : null, variables),
                Path = isIngress ? spec.IngressPath ?? ingress?.Path ?? "/" : null,
                PathType = isIngress ? spec.IngressPathType ?? ingress?.PathType : null,
                IngressClassName = isIngress ? spec.IngressClassName ?? ingress?.IngressClassName : null,
                ServiceType = defaults?.ServiceType ?? "ClusterIP",
                ServicePorts = defaults?.ServicePorts is { Count: > 0 } ports ? ports : [RuntimePorts.App],
                ServiceAnnotations = Merge(defaults?.ServiceAnnotations, spec.ServiceAnnotations, variables),
                EndpointAnnotations = isIngress ? Merge(ingress?.Annotations, spec.EndpointAnnotations, variables) : null,
            },
        };
    }

    private static EndpointTls? Tls(MendixApp app, OperatorIngress? ingress, TemplateVariables variables)
    {
        var wanted = app.Spec!.Tls;
        if (!(wanted?.EnableTls ?? ingress?.EnableTls ?? false))
        {
            return null;
        }

        var secret = wanted switch
        {
            { Certificate.Length: > 0 } => AppNames.TlsSecret(app.Metadata.Name!),
            { SecretName.Length: > 0 } => wanted.SecretName,
            _ => ingress?.TlsSecretName is { Length: > 0 } template ? variables.Fill(template) : null,
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
