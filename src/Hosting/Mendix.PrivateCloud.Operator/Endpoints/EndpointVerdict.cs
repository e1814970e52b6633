using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>How an endpoint is whose objects are all in place.</summary>
internal static class EndpointVerdict
{
    public static Verdict Of(Endpoint endpoint, string? url, bool isCertificateThere)
    {
        var spec = endpoint.Spec!;
        if (url is null)
        {
            return Verdict.Processing(Reasons.Waiting, spec.Type == EndpointTypes.Service
                ? $"Waiting until a load balancer gives the Service '{AppNames.Service(spec.AppName)}' an address. If none comes, the cluster has none to give: " +
                    "set spec.endpoint.serviceType of the OperatorConfiguration to ClusterIP, or spec.appURL of the MendixApp."
                : $"Waiting until the cluster gives the Route '{AppNames.Route(spec.AppName)}' a host. Set spec.endpoint.openshiftRoute.domain of the OperatorConfiguration to choose it.");
        }

        // With cert-manager and its like the Secret comes after the Ingress. Until then the controller shows its own certificate.
        return isCertificateThere
            ? Verdict.Ready(Reasons.Ready, $"The app is reached at {url}.")
            : Verdict.Ready(
                Reasons.CertificateMissing,
                $"The app is reached at {url}, with a default certificate: the Secret '{spec.Tls!.SecretName}' is not there. Create it, or name another one in spec.tls.secretName.");
    }
}
