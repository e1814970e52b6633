using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>The pod of an app: one container, with everything it has to be told in mounted Secrets.</summary>
internal static class PodRenderer
{
    private const string ContainerName = "mendix";
    private const string MountRoot = "/mnt/mendix";

    public static PodSpec Render(RuntimeSpec spec)
    {
        (string Name, string Secret)[] mounts =
        [
            ("database", spec.DatabaseSecretName!),
            ("storage", spec.StorageSecretName!),
            ("runtime", AppNames.RuntimeSettingsSecret(spec.AppName)),
        ];
        return new PodSpec
        {
            Containers = [Container(spec, mounts)],
            Volumes = [.. mounts.Select(mount => new Volume { Name = mount.Name, Secret = new SecretVolumeSource { SecretName = mount.Secret } })],
            TerminationGracePeriodSeconds = spec.TerminationGracePeriodSeconds ?? 300,
            AutomountServiceAccountToken = spec.AutomountServiceAccountToken ?? false,
            EnableServiceLinks = false,
            NodeSelector = spec.NodeSelector,
            TopologySpreadConstraints = spec.TopologySpreadConstraints,
            SecurityContext = new PodSecurityContext { RunAsNonRoot = true, SeccompProfile = new SeccompProfile { Type = "RuntimeDefault" } },
        };
    }

    private static Container Container(RuntimeSpec spec, IEnumerable<(string Name, string Secret)> mounts) => new()
    {
        Name = ContainerName,
        Image = spec.Image,
        ImagePullPolicy = "Always",
        Ports = [new ContainerPort { Name = RuntimePorts.AppName, Number = RuntimePorts.App, Protocol = "TCP" }],
        Env = Environment(spec),
        Resources = spec.ContainerResources,
        VolumeMounts = [.. mounts.Select(mount => new VolumeMount { Name = mount.Name, MountPath = $"{MountRoot}/{mount.Name}", ReadOnly = true })],
        LivenessProbe = Probe(spec.LivenessProbe, initialDelay: 60, period: 15, timeout: 3),
        ReadinessProbe = Probe(spec.ReadinessProbe, initialDelay: 5, period: 1, timeout: 1),
        SecurityContext = new SecurityContext { AllowPrivilegeEscalation = false, Capabilities = new Capabilities { Drop = ["ALL"] } },
    };

    private static List<EnvVar> Environment(RuntimeSpec spec)
    {
        List<EnvVar> own =
        [
            new() { Name = "M2EE_ADMIN_LISTEN_ADDRESSES", Value = "127.0.0.1" },
            new() { Name = "M2EE_ADMIN_PORT", Value = $"{RuntimePorts.Admin}" },
            new()
            {
                Name = "M2EE_ADMIN_PASS",
                ValueFrom = new EnvVarSource
                {
                    SecretKeyRef = new SecretKeySelector
                    {
                        Name = AppNames.AdminPasswordSecret(spec.AppName), Key = AdminPassword.Key,
                    },
                },
            },
        ];
        var reserved = own.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        return [.. own, .. (spec.Settings?.EnvironmentVariables ?? []).Where(variable => reserved.Add(variable.Name))];
    }

    // Without the sidecar, which answers the documented health paths, an open port is all there is to ask for.
    private static Probe Probe(ProbeTiming? timing, int initialDelay, int period, int timeout) => new()
    {
        TcpSocket = new TcpSocketAction { Port = RuntimePorts.AppName },
        InitialDelaySeconds = timing?.InitialDelaySeconds ?? initialDelay,
        PeriodSeconds = timing?.PeriodSeconds ?? period,
        TimeoutSeconds = timing?.TimeoutSeconds ?? timeout,
        FailureThreshold = timing?.FailureThreshold ?? 3,
    };
}
