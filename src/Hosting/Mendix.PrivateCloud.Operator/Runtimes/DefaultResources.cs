using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>What containers ask for and may use where nobody says it (documented in the reference).</summary>
internal static class DefaultResources
{
    public static ResourceRequirements Runtime => Of(("1000m", "512Mi", "256Mi"), ("100m", "512Mi", "256Mi"));

    public static ResourceRequirements Sidecar => Of(("250m", "32Mi", "4Mi"), ("100m", "16Mi", "4Mi"));

    public static ResourceRequirements MetricsSidecar => Of(("100m", "32Mi", "4Mi"), ("100m", "16Mi", "4Mi"));

    public static ResourceRequirements Build => Of(("1", "256Mi", "2Gi"), ("250m", "64Mi", "2Gi"));

    private static ResourceRequirements Of((string Cpu, string Memory, string Storage) limits, (string Cpu, string Memory, string Storage) requests) => new()
    {
        Limits = new() { ["cpu"] = limits.Cpu, ["memory"] = limits.Memory, ["ephemeral-storage"] = limits.Storage },
        Requests = new() { ["cpu"] = requests.Cpu, ["memory"] = requests.Memory, ["ephemeral-storage"] = requests.Storage },
    };
}
