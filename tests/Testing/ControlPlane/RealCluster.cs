using Xunit;

namespace Mendix.PrivateCloud.Testing.ControlPlane;

/// <summary>
/// An assembly fixture: the cluster whose kubeconfig <c>PRIVATECLOUD_TEST_KUBECONFIG</c> names, else a control plane of our own,
/// started when the first test asks for it and shared by all. Tests are skipped where neither can be had.
/// </summary>
public sealed class RealCluster : IAsyncDisposable
{
    private readonly Lazy<Task<ControlPlaneServer>> _own = new(() => ControlPlaneServer.StartAsync());

    /// <summary>Whether somebody gave us a cluster; it may hold other things, and we cannot reach behind its API server.</summary>
    public static bool IsForeign => ForeignConfig is not null;

    private static string? ForeignConfig =>
        Environment.GetEnvironmentVariable("PRIVATECLOUD_TEST_KUBECONFIG") is { Length: > 0 } path ? path : null;

    /// <summary>The path of an admin's kubeconfig. Skips the test where there is no cluster.</summary>
    public async Task<string> KubeConfigAsync() => ForeignConfig ?? (await OwnAsync()).KubeConfigFile;

    /// <summary>The control plane that we started. Skips the test where there is none.</summary>
    public Task<ControlPlaneServer> OwnAsync()
    {
        if (IsForeign)
        {
            Assert.Skip("Needs a control plane of its own, and PRIVATECLOUD_TEST_KUBECONFIG names another cluster.");
        }

        if (ControlPlaneBinaries.SkipReason is { } reason)
        {
            Assert.Skip(reason);
        }

        return _own.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_own.IsValueCreated)
        {
            await (await _own.Value).DisposeAsync();
        }
    }
}
