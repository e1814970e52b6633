using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Endpoints;
using Mendix.PrivateCloud.Operator.Runtimes.Rules;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Builds.Pods;

/// <summary>What is wrong with the wish for build pods, beyond what the definition of an OperatorConfiguration refuses.</summary>
internal static class BuildTaskRules
{
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

        if (ResourceRules.OverLimit("spec.buildResources of the OperatorConfiguration", spec.BuildResources).FirstOrDefault() is { } problem)
        {
            throw FieldException.Invalid(problem);
        }
    }
}
