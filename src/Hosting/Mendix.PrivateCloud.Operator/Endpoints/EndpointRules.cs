using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>What is wrong with what a MendixApp says of its network. Found before anything is written, so that nothing is touched.</summary>
internal static class EndpointRules
{
    public static Verdict? Problem(MendixAppSpec spec)
    {
        var problem = Host(spec)
            ?? (spec.IngressPath is { Length: > 0 } path ? HostNames.PathProblem("spec.ingressPath", path) : null)
            ?? (spec.IngressPathType is { } pathType ? HostNames.PathTypeProblem("spec.ingressPathType", pathType) : null)
            ?? (spec.Tls?.SecretName is { Length: > 0 } secret && !HostNames.IsObjectName(secret)
                ? $"spec.tls.secretName '{secret}' cannot be the name of a Secret. Name a Secret of this namespace."
                : null)
            ?? EndpointConfigurationRules.Annotations("spec.endpointAnnotations", spec.EndpointAnnotations).FirstOrDefault()
            ?? EndpointConfigurationRules.Annotations("spec.serviceAnnotations", spec.ServiceAnnotations).FirstOrDefault();
        return problem is null ? null : Verdict.Failed(Reasons.InvalidField, problem);
    }

    private static string? Host(MendixAppSpec spec) =>
        string.IsNullOrWhiteSpace(spec.AppUrl) ? null : HostNames.Problem("spec.appURL", spec.AppUrl);
}
