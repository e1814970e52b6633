using System.Net;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Monitoring.Tests.Prometheus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.Monitoring.Tests;

/// <summary>An operator with its monitoring in a host, and a client that asks it.</summary>
internal sealed class MonitoredHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly HttpClient _cluster;

    private MonitoredHost(IHost host, HttpClient cluster, Uri address)
    {
        (_host, _cluster) = (host, cluster);
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MonitoredHost> StartAsync(
        LocalClusterServer cluster, bool leaderElection = false, Func<HttpMessageHandler, HttpMessageHandler>? transport = null, int port = 0)
    {
        var http = cluster.CreateHttpClient();
        if (transport is not null)
        {
            var inner = http;
            http = new HttpClient(transport(new Forwarding(inner))) { BaseAddress = inner.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddKubernetesClient(http);
        builder.Services.AddPrivateCloud().AddEphemeral()
            .AddOperator(options => options.LeaderElection = leaderElection)
            .AddMonitoring(options => (options.Port, options.Address) = (port, IPAddress.Loopback));
        var host = builder.Build();
        try
        {
            await host.StartAsync(Cancellation);
            return new MonitoredHost(host, http, host.Services.GetRequiredService<MonitoringServer>().Address!);
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            http.Dispose();
            throw;
        }
    }

    /// <summary>Makes the cluster know our kinds.</summary>
    public static async Task<KubernetesClient> InstallAsync(LocalClusterServer cluster)
    {
        var user = new KubernetesClient(cluster.CreateHttpClient());
        foreach (var definition in CustomResourceDefinitions.All)
        {
            await user.ApplyAsync(definition, new ApplyOptions { FieldManager = "tests" }, Cancellation);
        }

        return user;
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    public async Task UntilAsync(string path, HttpStatusCode status, string text)
    {
        (HttpStatusCode Status, string Text) last = default;
        await UntilAsync(async () => (last = await GetAsync(path)) == (status, text), () => $"/{path} says {last}");
    }

    public async Task<IReadOnlyList<Sample>> UntilMetricsAsync(Func<IReadOnlyList<Sample>, bool> condition)
    {
        IReadOnlyList<Sample> samples = [];
        await UntilAsync(async () => condition(samples = ExpositionReader.Read((await GetAsync("metrics")).Text)), () => "the metrics do not become so");
        return samples;
    }

    public Task StopAsync() => _host.StopAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        Http.Dispose();
        _cluster.Dispose();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, Func<string> last)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            await Task.Delay(20, Cancellation);
            Assert.False(limit.IsCancellationRequested, last());
        }
    }

    private sealed class Forwarding(HttpClient inner) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // A message can be sent once only.
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content, Version = request.Version };
            foreach (var (name, values) in request.Headers)
            {
                copy.Headers.TryAddWithoutValidation(name, values);
            }

            return await inner.SendAsync(copy, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
    }
}
