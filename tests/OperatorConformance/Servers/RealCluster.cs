namespace Mendix.PrivateCloud.OperatorConformance.Servers;

/// <summary>A real control plane of our own, or the cluster that PRIVATECLOUD_TEST_KUBECONFIG names.</summary>
public sealed class RealCluster : ClusterUnderTest
{
    private readonly Testing.ControlPlane.RealCluster _cluster = new();

    public override bool ChecksRights => true;

    protected override Task<string> LaunchAsync() => _cluster.KubeConfigAsync();

    protected override ValueTask StopAsync() => _cluster.DisposeAsync();
}
