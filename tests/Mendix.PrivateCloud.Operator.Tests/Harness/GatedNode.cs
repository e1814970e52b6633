using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>A node on which pods run at once, and become ready when the test lets them.</summary>
public sealed class GatedNode : INode
{
    private volatile Func<LocalPod, bool> _isHeld = _ => false;

    public Func<LocalPod, bool> IsHeld { get => _isHeld; set => _isHeld = value; }

    public async Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
    {
        pod.ReportRunning();
        while (IsHeld(pod))
        {
            await Task.Delay(10, cancellationToken);
        }

        pod.ReportReady();
    }
}
