using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.EndToEnd.Hosting;

/// <summary>A cluster that is nobody's yet: the part of a real one in tests of <c>--kubeconfig</c> and of embedding.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly LocalClusterServer _server;
    private readonly HttpClient _http;
    private readonly ManifestFile _kubeConfig;

    private TestCluster(LocalClusterServer server)
    {
        _server = server;
        _http = server.CreateHttpClient();
        _kubeConfig = new ManifestFile(server.KubeConfig);
        Client = new KubernetesClient(_http);
    }

    public KubernetesClient Client { get; }

    public string KubeConfig => _kubeConfig.Path;

    public static Task<TestCluster> StartAsync(CancellationToken cancellationToken) => StartAsync(_ => null, cancellationToken);

    /// <summary>A cluster that answers some requests with a fault.</summary>
    public static async Task<TestCluster> StartAsync(Func<LocalRequest, LocalFault?> fault, CancellationToken cancellationToken) =>
        new(await LocalClusterServer.StartAsync(
            new LocalClusterOptions { BeforeRequest = request => ValueTask.FromResult(fault(request)) }, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _http.Dispose();
        _kubeConfig.Dispose();
        await _server.DisposeAsync();
    }
}
