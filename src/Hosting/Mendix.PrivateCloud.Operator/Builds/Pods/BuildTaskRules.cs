using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Endpoints;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Builds.Pods;

/// <summary>What is wrong with the wish for build pods, beyond what the definition of an OperatorConfiguration refuses.</summary>
internal static class BuildTaskRules
{
    private const string Resources = "spec.buildResources of the OperatorConfiguration";

    public static Verdict? Problem(OperatorConfigurationSpec spec)
    {
        try
        {
            Check(spec);
            return null;
        }
        catch (FieldException problem)
        {
            return problem.Verdict;
        }
    }

    private static void Check(OperatorConfigurationSpec spec)
    {
        if (string.IsNullOrWhiteSpace(spec.BuildTask!.Image))
        {
            throw FieldException.Missing(
                "spec.buildTask.image of the OperatorConfiguration is not set. Set it to the image whose program builds, or leave out spec.buildTask to have images built by the operator.");
        }

        if (spec.BuildTask.ServiceAccountName is { Length: > 0 } account && !HostNames.IsObjectName(account))
        {
            throw FieldException.Invalid($"spec.buildTask.serviceAccountName of the OperatorConfiguration is '{account}', which no ServiceAccount can be called. Name one of this namespace.");
        }

        var limits = spec.BuildResources?.Limits ?? [];
        foreach (var (name, request) in spec.BuildResources?.Requests ?? [])
        {
            if (limits.TryGetValue(name, out var limit) && request > limit)
            {
                throw FieldException.Invalid($"The request of {name}, {request}, is over its limit, {limit}, in {Resources}. Set the limit to at least the request.");
            }
        }
    }
}
