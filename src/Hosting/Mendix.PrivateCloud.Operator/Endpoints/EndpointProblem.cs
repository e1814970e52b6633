using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>What an endpoint lacks although each of its fields is right.</summary>
internal static class EndpointProblem
{
    public static Verdict? Of(EndpointSpec spec) => spec.Type switch
    {
        EndpointTypes.Ingress when spec.Host is null => HostMissing("ingress"),
        EndpointTypes.GatewayRoute when spec.Host is null => HostMissing("gatewayRoute"),
        EndpointTypes.GatewayRoute when string.IsNullOrEmpty(spec.Gateway?.Name) => Verdict.Failed(
            Reasons.MissingField,
            "No Gateway is named that the HTTPRoute could join. Set spec.endpoint.gatewayRoute.gatewayParentReference.name of the OperatorConfiguration."),
        EndpointTypes.Service or EndpointTypes.Ingress or EndpointTypes.OpenShiftRoute or EndpointTypes.GatewayRoute => null,
        _ => Verdict.Failed(
            Reasons.NotSupported,
            $"The endpoint type '{spec.Type}' is not known. Set spec.endpoint.type of the OperatorConfiguration to {EndpointConfigurationRules.Types}."),
    };

    private static Verdict HostMissing(string section) => Verdict.Failed(
        Reasons.MissingField,
        $"The app has no host name. Set spec.appURL of the MendixApp, or spec.endpoint.{section}.domain of the OperatorConfiguration.");
}
