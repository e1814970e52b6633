namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>What becomes of Pods. There is no scheduler: every Pod of the cluster comes to its one node.</summary>
public interface INode
{
    /// <summary>Runs a Pod: reports through it what people and operators can observe.</summary>
    /// <param name="pod">The Pod, newly made or found again after a restart.</param>
    /// <param name="cancellationToken">Cancelled when the Pod is deleted or the cluster stops.</param>
    /// <returns>A task that ends when nothing more is to be reported; the Pod stays in its last state.</returns>
    Task RunAsync(LocalPod pod, CancellationToken cancellationToken);
}
