using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>How the node asks whether an app is well. Paths and times are documented in the reference.</summary>
internal static class Probes
{
    public static Probe Liveness(RuntimeSpec spec) => Of(spec, "/m2ee-sidecar/v1/livez", spec.LivenessProbe, initialDelay: 60, period: 15, timeout: 3);

    public static Probe Readiness(RuntimeSpec spec) => Of(spec, "/m2ee-sidecar/v1/readyz", spec.ReadinessProbe, initialDelay: 5, period: 1, timeout: 1);

    private static Probe Of(RuntimeSpec spec, string path, ProbeTiming? timing, int initialDelay, int period, int timeout)
    {
        // Without leader the runtime answers for itself (documented); where, is not published. Without a sidecar nobody answers the
        // documented paths. An open port is all there is to ask for then.
        var asksSidecar = spec.Sidecar is not null && spec.LeaderSelection != LeaderSelections.Leaderless;
        return new Probe
        {
            HttpGet = asksSidecar ? new HttpGetAction { Path = path, Port = RuntimePorts.Sidecar } : null,
            TcpSocket = asksSidecar ? null : new TcpSocketAction { Port = RuntimePorts.AppName },
            InitialDelaySeconds = timing?.InitialDelaySeconds ?? initialDelay,
            PeriodSeconds = timing?.PeriodSeconds ?? period,
            TimeoutSeconds = timing?.TimeoutSeconds ?? timeout,
            FailureThreshold = timing?.FailureThreshold ?? 3,
            SuccessThreshold = timing?.SuccessThreshold,
        };
    }
}
