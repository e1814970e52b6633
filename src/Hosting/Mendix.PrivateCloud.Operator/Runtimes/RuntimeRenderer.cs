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
        var isExternal = spec.AllowOverrideSecretsWithSecretStoreCsiDriver == true;
        return new Runtime
        {
            Metadata = Owners.Child(app, AppNames.Runtime(name), name),
            Spec = new RuntimeSpec
            {
                AppName = name,
                Image = image,
                AppUrl = appUrl,
                MendixRuntimeVersion = spec.MendixRuntimeVersion,
                Replicas = spec.Replicas ?? 1,
                LeaderSelection = spec.RuntimeLeaderSelection,
                DeploymentStrategy = spec.DeploymentStrategy,
                PodDisruptionBudget = spec.PodDisruptionBudget,
                DatabaseSecretName = isExternal ? null : AppNames.DatabaseInstance(name),
                StorageSecretName = isExternal ? null : AppNames.FileInstance(name),
                ExternalSecrets = isExternal ? true : null,
                Resources = spec.Runtime?.RuntimeLicense is { } license ? new RuntimeResources { RuntimeLicense = license } : null,
                ContainerResources = spec.Resources ?? configuration?.RuntimeResources ?? DefaultResources.Runtime,
                HeapLimit = spec.JvmMemorySettings?.HeapLimit,
                ReadOnlyRootFilesystem = spec.RuntimeReadOnlyRootFilesystem,
                Settings = spec.Runtime,
                LogFormatType = configuration?.RuntimeLogFormatType,
                Metrics = IsEmpty(spec.RuntimeMetricsConfiguration) ? configuration?.RuntimeMetricsConfiguration : spec.RuntimeMetricsConfiguration,
                PodLabels = Merge(configuration?.CustomPodLabels?.General, spec.CustomPodLabels?.General),
                PodAnnotations = Merge(
                    Merge(configuration?.CustomPodAnnotations?.General, configuration?.RuntimeDeploymentPodAnnotations),
                    spec.RuntimeDeploymentPodAnnotations),
                NodeSelector = configuration?.CustomPodNodeSelector?.General,
                TopologySpreadConstraints = spec.TopologySpreadConstraints,
                LivenessProbe = configuration?.RuntimeLivenessProbe,
                ReadinessProbe = configuration?.RuntimeReadinessProbe,
                TerminationGracePeriodSeconds = configuration?.RuntimeTerminationGracePeriodSeconds,
                TerminationDelaySeconds = configuration?.RuntimeTerminationDelaySeconds,
                AutomountServiceAccountToken = configuration?.RuntimeAutomountServiceAccountToken,
                Sidecar = Sidecar(configuration?.SidecarImage, configuration?.SidecarResources ?? DefaultResources.Sidecar),
                MetricsSidecar = Sidecar(configuration?.MetricsSidecarImage, configuration?.MetricsSidecarResources ?? DefaultResources.MetricsSidecar),
                LicenseManager = LicenseManager(spec, configuration?.LicenseManager),
                Proxy = configuration?.Proxy,
                CustomCASecretName = configuration?.CustomCASecretName,
            },
        };
    }

    private static RuntimeContainer? Sidecar(string? image, ResourceRequirements resources) =>
        string.IsNullOrWhiteSpace(image) ? null : new RuntimeContainer { Image = image, Resources = resources };

    // What the licence manager's Secret is called unless the configuration says otherwise is documented.
    private static RuntimeLicenseManager? LicenseManager(MendixAppSpec spec, OperatorLicenseManager? manager) =>
        string.IsNullOrWhiteSpace(manager?.ServerUrl) ? null : new RuntimeLicenseManager
        {
            ServerUrl = manager.ServerUrl,
            CredentialsSecretName = string.IsNullOrWhiteSpace(manager.CredentialsSecretName) ? "mendix-operator-pclm" : manager.CredentialsSecretName,
            Product = string.IsNullOrWhiteSpace(spec.RuntimeLicenseProduct) ? "Standard" : spec.RuntimeLicenseProduct,
        };

    // The portal writes an empty object where it means nothing (observed); any value replaces the default as a whole (documented).
    private static bool IsEmpty(RuntimeMetricsConfiguration? metrics) =>
        metrics is null or { Mode: null, Interval: null, MxAgentConfig: null, MxAgentInstrumentationConfig: null, UnknownFields: null or { Count: 0 } };

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
