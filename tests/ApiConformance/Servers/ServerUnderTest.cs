using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.ApiConformance.Servers;

/// <summary>What both have in common: started once for all tests.</summary>
public abstract class ServerUnderTest : IApiServerUnderTest, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _once = new();

    public HttpClient Http { get; private set; } = null!;

    public string KubeConfig { get; private set; } = "";

    public int Minor { get; private set; }

    public abstract bool IsLocalCluster { get; }

    public Task StartAsync(CancellationToken cancellationToken) => OnceAsync("start", async () =>
    {
        (Http, KubeConfig) = await LaunchAsync();
        var version = (await Http.GetFromJsonAsync<JsonNode>("/version", cancellationToken))!;
        Minor = int.Parse(((string)version["minor"]!).TrimEnd('+'));
    });

    public abstract Task ForgetHistoryAsync(CancellationToken cancellationToken);

    public Task OnceAsync(string name, Func<Task> action) => _once.GetOrAdd(name, _ => new Lazy<Task>(action)).Value;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http?.Dispose();
        await StopAsync();
    }

    protected abstract Task<(HttpClient Http, string KubeConfig)> LaunchAsync();

    protected abstract ValueTask StopAsync();
}
