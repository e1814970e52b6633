namespace Mendix.PrivateCloud.Kubernetes.Tests.Cluster;

/// <summary>
/// On a real API server, whose kubeconfig <c>PRIVATECLOUD_TEST_KUBECONFIG</c> names. A cluster for tests: our definitions are installed, and
/// each test makes and removes a namespace of its own.
/// </summary>
public sealed class RealClusterTests : ApiServerTests
{
    private const string Variable = "PRIVATECLOUD_TEST_KUBECONFIG";

    protected override Task<string> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
        {
            Assert.Skip($"{Variable} names no kubeconfig of a cluster for tests");
        }

        return Task.FromResult(path);
    }

    protected override ValueTask StopAsync() => ValueTask.CompletedTask;
}
