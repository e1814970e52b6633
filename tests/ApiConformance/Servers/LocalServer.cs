using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.ApiConformance.Servers;

/// <summary>LocalCluster, with what a real server does in minutes sped up.</summary>
public sealed class LocalServer : ServerUnderTest
{
    private LocalClusterServer? _cluster;

    public override bool IsLocalCluster => true;

    public override Task ForgetHistoryAsync(CancellationToken cancellationToken)
    {
        _cluster!.Compact();
        return Task.CompletedTask;
    }

    // A node would move the status of Pods; the real server has none either.
    protected override async Task<(HttpClient Http, string KubeConfig)> LaunchAsync()
    {
        _cluster = await LocalClusterServer.StartAsync(new LocalClusterOptions { Node = null });
        return (_cluster.CreateHttpClient(), _cluster.KubeConfig);
    }

    protected override ValueTask StopAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
