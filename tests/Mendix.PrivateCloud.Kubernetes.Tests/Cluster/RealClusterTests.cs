using Mendix.PrivateCloud.Testing.ControlPlane;

[assembly: AssemblyFixture(typeof(RealCluster))]

namespace Mendix.PrivateCloud.Kubernetes.Tests.Cluster;

/// <summary>On a real API server: our definitions are installed, and each test makes and removes a namespace of its own.</summary>
public sealed class RealClusterTests(RealCluster cluster) : ApiServerTests
{
    protected override Task<string> StartAsync() => cluster.KubeConfigAsync();

    protected override ValueTask StopAsync() => ValueTask.CompletedTask;
}
