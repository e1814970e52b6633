namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>Ports of the app's pod (documented in the reference).</summary>
internal static class RuntimePorts
{
    public const string AppName = "mendix-app";
    public const int App = 8080;

    /// <summary>The runtime's administration, reached from inside the pod only.</summary>
    public const int Admin = 9000;

    public const string SidecarName = "m2ee-sidecar";
    public const int Sidecar = 8800;

    public const string MetricsName = "metrics";
    public const int Metrics = 8900;
}
