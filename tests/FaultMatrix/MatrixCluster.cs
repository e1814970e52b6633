using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.FaultMatrix;

/// <summary>The cluster of a group: an API server with the definitions, which makes Deployments ready.</summary>
public sealed class MatrixCluster : IAsyncLifetime
{
    private LocalClusterServer? _server;
    private HttpClient? _http;

    public HttpClient Http => _http!;

    public LocalClusterServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        // Hundreds of environments change beside each other, and none should have to list again because of the others.
        // Bookmarks come as often as operators want them whose clocks are five times as fast.
        var options = new LocalClusterOptions { HistorySize = 100_000, BookmarkInterval = TimeSpan.FromSeconds(10) };
        _server = await LocalClusterServer.StartAsync(options, TestContext.Current.CancellationToken);
        _http = _server.CreateHttpClient();
        await InstallAsync(_http);
    }

    public static async Task InstallAsync(HttpClient http)
    {
        using var client = new KubernetesClient(http);
        foreach (var definition in CustomResourceDefinitions.All)
        {
            await client.ApplyAsync(definition, new ApplyOptions { FieldManager = "user" }, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Runs a workload once without any fault.</summary>
    public async Task<Undisturbed> UndisturbedAsync(Workload workload, string group)
    {
        var name = new string([.. $"{group} calm {workload.Name}".ToLowerInvariant().Select(letter => char.IsAsciiLetter(letter) ? letter : '-')]);
        await using var environment = new FaultCase(Http, name);
        return await Undisturbed.RunAsync(workload, environment);
    }

    /// <summary>Runs every workload once, beside each other.</summary>
    public Task<Undisturbed[]> UndisturbedAsync(string group) => Task.WhenAll(Workloads.All.Select(workload => UndisturbedAsync(workload, group)));
}
