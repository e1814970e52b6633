using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>The pod of an app: its container, the sidecars that there are images of, and what they are told in mounted Secrets.</summary>
internal static class PodRenderer
{
    public const string AppContainer = "mendix";
    public const string SidecarContainer = "m2ee-sidecar";
    public const string MetricsContainer = "m2ee-metrics";

    public const int DefaultGracePeriod = 300;

    /// <param name="spec">The runtime.</param>
    /// <param name="nodeType">Whether the pod leads or not; null where the replicas sort it out.</param>
    /// <param name="source">Where credentials come from that no plan made.</param>
    /// <param name="account">The app's own account, if it has one.</param>
    public static PodSpec Render(RuntimeSpec spec, string? nodeType, SecretSource source, string? account) => new()
    {
        Containers = [App(spec, nodeType, source), .. Sidecars(spec, nodeType, source)],
        Volumes = PodMounts.Volumes(spec, source),
        // Named in any case: one that is taken back stays on a real server, which keeps a copy in a field of old.
        ServiceAccountName = account ?? "default",
        TerminationGracePeriodSeconds = spec.TerminationGracePeriodSeconds ?? DefaultGracePeriod,
        AutomountServiceAccountToken = spec.AutomountServiceAccountToken ?? false,
        EnableServiceLinks = false,
        NodeSelector = spec.NodeSelector,
        TopologySpreadConstraints = spec.TopologySpreadConstraints,
        // No user number: OpenShift gives each namespace its own.
        SecurityContext = new PodSecurityContext { RunAsNonRoot = true, SeccompProfile = new SeccompProfile { Type = "RuntimeDefault" } },
    };

    private static Container App(RuntimeSpec spec, string? nodeType, SecretSource source) => new()
    {
        Name = AppContainer,
        Image = spec.Image,
        ImagePullPolicy = "Always",
        Ports = [Port(RuntimePorts.AppName, RuntimePorts.App)],
        Env = AppEnvironment.OfApp(spec, nodeType),
        Resources = spec.ContainerResources,
        VolumeMounts = PodMounts.OfApp(spec, source),
        LivenessProbe = Probes.Liveness(spec),
        ReadinessProbe = Probes.Readiness(spec),
        // Requests still come for a while after the stop signal: load balancers are slow to learn of it.
        Lifecycle = spec.TerminationDelaySeconds is > 0 and var delay
            ? new Lifecycle { PreStop = new LifecycleHandler { Exec = new ExecAction { Command = ["sleep", $"{delay}"] } } }
            : null,
        TerminationMessagePolicy = "FallbackToLogsOnError",
        SecurityContext = Security(spec.ReadOnlyRootFilesystem == true),
    };

    private static IEnumerable<Container> Sidecars(RuntimeSpec spec, string? nodeType, SecretSource source)
    {
        if (spec.Sidecar is { } sidecar)
        {
            yield return new Container
            {
                Name = SidecarContainer,
                Image = sidecar.Image,
                ImagePullPolicy = "Always",
                Ports =
                [
                    Port(RuntimePorts.SidecarName, RuntimePorts.Sidecar),
                    .. spec.Metrics?.Mode == MetricsModes.Native ? [Port(RuntimePorts.MetricsName, RuntimePorts.Metrics)] : Array.Empty<ContainerPort>(),
                ],
                Env = [.. AppEnvironment.OfSidecar(spec, nodeType), .. Outbound.Variables(spec.Proxy), .. AppEnvironment.LicenseManager(spec.LicenseManager)],
                Resources = sidecar.Resources,
                VolumeMounts = PodMounts.OfSidecar(spec, source),
                TerminationMessagePolicy = "FallbackToLogsOnError",
                SecurityContext = Security(isReadOnly: true),
            };
        }

        if (spec.Metrics?.Mode == MetricsModes.Compatibility && spec.MetricsSidecar is { } metrics)
        {
            yield return new Container
            {
                Name = MetricsContainer,
                Image = metrics.Image,
                ImagePullPolicy = "Always",
                Ports = [Port(RuntimePorts.MetricsName, RuntimePorts.Metrics)],
                Env = AppEnvironment.OfSidecar(spec, nodeType),
                Resources = metrics.Resources,
                TerminationMessagePolicy = "FallbackToLogsOnError",
                SecurityContext = Security(isReadOnly: true),
            };
        }
    }

    private static ContainerPort Port(string name, int number) => new() { Name = name, Number = number, Protocol = "TCP" };

    private static SecurityContext Security(bool isReadOnly) => new()
    {
        AllowPrivilegeEscalation = false,
        ReadOnlyRootFilesystem = isReadOnly ? true : null,
        Capabilities = new Capabilities { Drop = ["ALL"] },
    };
}
