using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Testing.Kubectl;

namespace Mendix.PrivateCloud.LocalCluster.Tests;

/// <summary>A cluster of its own for each test, over HTTP and over kubectl.</summary>
public abstract class ClusterTest : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private KubectlRunner? _kubectl;

    /// <summary>Ends a test that waits in vain.</summary>
    protected CancellationToken Cancellation => _limit.Token;

    protected LocalClusterServer Cluster { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected KubectlRunner Kubectl => _kubectl ??= new KubectlRunner(Cluster.KubeConfig);

    protected virtual LocalClusterOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        _limit.CancelAfter(TimeSpan.FromMinutes(2));
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        _limit.Dispose();
    }

    protected async Task StartAsync()
    {
        Cluster = await LocalClusterServer.StartAsync(Options, Cancellation);
        Http = Cluster.CreateHttpClient();
    }

    protected async Task StopAsync()
    {
        _kubectl?.Dispose();
        _kubectl = null;
        Http.Dispose();
        await Cluster.DisposeAsync();
    }

    protected async Task<(HttpStatusCode Code, JsonObject Body)> SendAsync(
        HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        using var response = await Http.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return response.Content.Headers.ContentType?.MediaType == "text/plain"
            ? (response.StatusCode, new JsonObject { ["text"] = text })
            : (response.StatusCode, JsonNode.Parse(text)!.AsObject());
    }

    protected Task<(HttpStatusCode Code, JsonObject Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    protected async Task<JsonObject> CreateAsync(string path, JsonObject body)
    {
        var (code, created) = await SendAsync(HttpMethod.Post, path, body.ToJsonString());
        Assert.True(code == HttpStatusCode.Created, created.ToJsonString());
        return created;
    }

    protected Task<JsonObject> CreateConfigMapAsync(string name, string value = "1", JsonObject? labels = null) =>
        CreateAsync(ConfigMaps, ConfigMap(name, value, labels));

    protected static JsonObject ConfigMap(string name, string value = "1", JsonObject? labels = null) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
        ["data"] = new JsonObject { ["key"] = value },
    };

    protected const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    protected static string ResourceVersion(JsonObject value) => (string)value["metadata"]!["resourceVersion"]!;

    /// <summary>Asks until the answer is as expected. The limit is only there so that a broken test ends.</summary>
    protected async Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Predicate<T> expected)
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            var answer = await ask();
            if (expected(answer))
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(1), $"The last answer was {answer}");
            await Task.Delay(5, Cancellation);
        }
    }

    protected Task WaitUntilGoneAsync(string path) =>
        EventuallyAsync(() => GetAsync(path), answer => answer.Code == HttpStatusCode.NotFound);
}
