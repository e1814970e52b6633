using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.OperatorConformance.Servers;

/// <summary>The API server of our own.</summary>
public sealed class EmbeddedCluster : ClusterUnderTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mxpc-local-").FullName;
    private LocalClusterServer? _server;

    public override bool ChecksRights => false;

    protected override async Task<string> LaunchAsync()
    {
        _server = await LocalClusterServer.StartAsync();
        var path = Path.Combine(_folder, "kubeconfig");
        await File.WriteAllTextAsync(path, _server.KubeConfig);
        return path;
    }

    protected override async ValueTask StopAsync()
    {
        Directory.Delete(_folder, recursive: true);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    // Its node does.
    protected override Task RunPodsAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
