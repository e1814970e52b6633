using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>What workload an environment wants: its own wishes over the defaults of the OperatorConfiguration.</summary>
internal static class RuntimeRenderer
{
    public static Runtime Render(MendixApp app, OperatorConfigurationSpec? configuration, string image, string? appUrl)
    {
        var name = app.Metadata.Name!;
        var spec = app.Spec!;
        return new Runtime
        {
            Metadata = Owners.Child(app, AppNames.Runtime(name), name),
            Spec = new RuntimeSpec
            {
                AppName = name,
                Image = image,
                AppUrl = appUrl,
                Replicas = spec.Replicas ?? 1,
                DatabaseSecretName = AppNames.DatabaseInstance(name),
                StorageSecretName = AppNames.FileInstance(name),
                Resources = spec.Runtime?.RuntimeLicense is { } license ? new RuntimeResources { RuntimeLicense = license } : null,
                ContainerResources = spec.Resources ?? configuration?.RuntimeResources,
                Settings = spec.Runtime,
                PodLabels = Merge(configuration?.CustomPodLabels?.General, spec.CustomPodLabels?.General),
                PodAnnotations = Merge(
                    Merge(configuration?.CustomPodAnnotations?.General, configuration?.RuntimeDeploymentPodAnnotations),
                    spec.RuntimeDeploymentPodAnnotations),
                NodeSelector = configuration?.CustomPodNodeSelector?.General,
                TopologySpreadConstraints = spec.TopologySpreadConstraints,
                LivenessProbe = configuration?.RuntimeLivenessProbe,
                ReadinessProbe = configuration?.RuntimeReadinessProbe,
                TerminationGracePeriodSeconds = configuration?.RuntimeTerminationGracePeriodSeconds,
                AutomountServiceAccountToken = configuration?.RuntimeAutomountServiceAccountToken,
            },
        };
    }

    private static Dictionary<string, string>? Merge(Dictionary<string, string>? defaults, Dictionary<string, string>? own)
    {
        if (defaults is null || own is null)
        {
            return own ?? defaults;
        }

        var merged = new Dictionary<string, string>(defaults, StringComparer.Ordinal);
        foreach (var (key, value) in own)
        {
            merged[key] = value;
        }

        return merged;
    }
}
