using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>A node whose pods become ready when the test lets them.</summary>
public sealed class HeldNode : INode
{
    /// <summary>Which pods are held; asked again and again until one is let go.</summary>
    public Func<LocalPod, bool> Holds { get; set; } = _ => false;

    public async Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
    {
        pod.ReportRunning();
        while (Holds(pod))
        {
            await Task.Delay(10, cancellationToken);
        }

        pod.ReportReady();
    }
}
