namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>The node that starts no container: every Pod is running and ready after a while.</summary>
/// <param name="delay">How long a Pod takes to become ready. Zero, the default, makes it ready at once.</param>
/// <param name="timeProvider">The clock of the delay. Default the system's.</param>
public sealed class ReadyNode(TimeSpan delay = default, TimeProvider? timeProvider = null) : INode
{
    /// <inheritdoc/>
    public async Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pod);
        if (delay > TimeSpan.Zero)
        {
            pod.ReportStarting();
            await Task.Delay(delay, timeProvider ?? TimeProvider.System, cancellationToken);
        }

        pod.ReportReady();
    }
}
