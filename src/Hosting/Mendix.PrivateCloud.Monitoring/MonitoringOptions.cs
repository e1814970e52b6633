using System.Net;

namespace Mendix.PrivateCloud.Monitoring;

/// <summary>Where an operator is asked how it is, and what it tells.</summary>
public sealed class MonitoringOptions
{
    /// <summary>The port of the server that <c>AddMonitoring</c> starts. Default 8080; 0 takes a free one and logs it.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>
    /// The address of that server. Default all of the machine's, since a kubelet and Prometheus ask from outside of the pod. Nothing that it
    /// tells is secret, but names of kinds and controllers are in it: <see cref="IPAddress.Loopback"/> on a laptop.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Any;

    /// <summary>
    /// The meters whose instruments are told. Default <see cref="PrivateCloudDiagnostics.Name"/>; add <c>System.Runtime</c>,
    /// <c>System.Net.Http</c> or your own.
    /// </summary>
    public IList<string> Meters { get; } = [PrivateCloudDiagnostics.Name];

    /// <summary>
    /// How many series an instrument may have, 1 to 100,000. Default 2,000: what has other tags than these is counted together, under
    /// <c>otel_metric_overflow="true"</c>.
    /// </summary>
    public int MaxSeries { get; set; } = 2000;

    internal IEnumerable<string> Problems()
    {
        if (Port is < 0 or > 65535)
        {
            yield return $"{nameof(MonitoringOptions)}.{nameof(Port)} is {Port}; it must be 0 to 65535.";
        }

        if (MaxSeries is < 1 or > 100_000)
        {
            yield return $"{nameof(MonitoringOptions)}.{nameof(MaxSeries)} is {MaxSeries}; it must be 1 to 100000.";
        }

        if (Meters.Any(string.IsNullOrWhiteSpace))
        {
            yield return $"{nameof(MonitoringOptions)}.{nameof(Meters)} holds an empty name. Name a meter, or take the entry out.";
        }
    }
}
