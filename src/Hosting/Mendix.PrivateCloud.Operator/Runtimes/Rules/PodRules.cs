using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>Labels, spreading, probes and the end of the pods.</summary>
internal static class PodRules
{
    private const string LabelsField = "customPodLabels.general, of the MendixApp or the OperatorConfiguration,";

    public static IEnumerable<string> Problems(RuntimeSpec spec) => [.. Labels(spec), .. Annotations(spec), .. Spread(spec), .. Probe(spec), .. Termination(spec)];

    private static IEnumerable<string> Labels(RuntimeSpec spec) =>
    [
        .. (spec.PodLabels ?? []).Keys.Where(name => name.StartsWith(Operator.Labels.ReservedPrefix, StringComparison.Ordinal))
            .Select(name => $"The label '{name}' in {LabelsField} has the prefix {Operator.Labels.ReservedPrefix}, which is the operator's own. Use another one."),
        .. LabelRules.Labels(LabelsField, spec.PodLabels),
        .. LabelRules.Labels("spec.customPodNodeSelector.general of the OperatorConfiguration", spec.NodeSelector),
    ];

    private static IEnumerable<string> Annotations(RuntimeSpec spec) => LabelRules.Annotations(
        "runtimeDeploymentPodAnnotations, of the MendixApp or the OperatorConfiguration, or spec.customPodAnnotations.general of the latter,", spec.PodAnnotations);

    private static IEnumerable<string> Spread(RuntimeSpec spec)
    {
        foreach (var (index, constraint) in (spec.TopologySpreadConstraints ?? []).Index())
        {
            var field = $"spec.topologySpreadConstraints[{index}]";
            if (constraint.MaxSkew < 1)
            {
                yield return $"{field}.maxSkew is {constraint.MaxSkew}. Write at least 1.";
            }

            if (string.IsNullOrWhiteSpace(constraint.TopologyKey))
            {
                yield return $"{field}.topologyKey is empty. Write the node label that makes the groups, such as topology.kubernetes.io/zone.";
            }

            if (constraint.WhenUnsatisfiable is not ("DoNotSchedule" or "ScheduleAnyway"))
            {
                yield return $"{field}.whenUnsatisfiable is '{constraint.WhenUnsatisfiable}'. Write DoNotSchedule or ScheduleAnyway.";
            }
        }
    }

    private static IEnumerable<string> Probe(RuntimeSpec spec) => spec.LivenessProbe?.SuccessThreshold is not (null or 1)
        ? [$"spec.runtimeLivenessProbe.successThreshold of the OperatorConfiguration is {spec.LivenessProbe.SuccessThreshold}; Kubernetes takes nothing but 1. Remove it."]
        : [];

    private static IEnumerable<string> Termination(RuntimeSpec spec)
    {
        var grace = spec.TerminationGracePeriodSeconds ?? PodRenderer.DefaultGracePeriod;
        return spec.TerminationDelaySeconds is { } delay && delay > 0 && delay >= grace
            ? [$"spec.runtimeTerminationDelaySeconds of the OperatorConfiguration is {delay}, but an app is killed after {grace} s. " +
                "Set it to less than spec.runtimeTerminationGracePeriodSeconds."]
            : [];
    }
}
