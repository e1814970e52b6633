using System.Net;
using System.Net.Http.Headers;
using Mendix.PrivateCloud.LocalCluster.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>
/// A Kubernetes API server inside this process, for laptops, demos and tests. It is no place for anything that matters:
/// it listens on the loopback address only, and whoever has its one token may do everything.
/// </summary>
public sealed class LocalClusterServer : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly ClusterParts _parts;
    private readonly ServerCertificate _certificate;
    private readonly string _token;
    private int _disposed;

    private LocalClusterServer(WebApplication host, ClusterParts parts, Uri baseAddress, ServerCertificate certificate, string token)
    {
        _certificate = certificate;
        _host = host;
        _parts = parts;
        _token = token;
        BaseAddress = baseAddress;
    }

    /// <summary>Where the API server listens.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The text of a kubeconfig for this cluster. It holds the token: write it only where others cannot read it.</summary>
    public string KubeConfig => Hosting.KubeConfig.Write(BaseAddress, _certificate.AuthorityData, _token);

    /// <summary>Starts a cluster with the namespaces <c>default</c> and <c>kube-system</c>.</summary>
    /// <param name="options">How it is to be; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running cluster; disposing of it stops it.</returns>
    /// <exception cref="ArgumentException">An option has a value that cannot be.</exception>
    /// <exception cref="IOException">The port is taken, or the data folder cannot be used.</exception>
    public static async Task<LocalClusterServer> StartAsync(
        LocalClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalClusterOptions();
        options.Validate();
        var parts = new ClusterParts(options);
        var certificate = ServerCertificate.Create();
        var host = WebHost.Create(options.Port, certificate, parts.Api, options.LoggerFactory);
        try
        {
            parts.Start();
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            await parts.DisposeAsync();
            await host.DisposeAsync();
            certificate.Dispose();
            throw;
        }

        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        var cluster = new LocalClusterServer(host, parts, new Uri(addresses.Addresses.First()), certificate, parts.Token);
        parts.KubeConfig.SetResult(cluster.KubeConfig);
        Log.Listening(parts.Logger, cluster.BaseAddress);
        return cluster;
    }

    /// <summary>A client that is already authenticated; its base address is <see cref="BaseAddress"/>. The caller disposes of it.</summary>
    /// <returns>The client, without a time limit of its own, so that it can watch.</returns>
    public HttpClient CreateHttpClient()
    {
        // With HTTP/2 a watch costs no connection of its own.
        var handler = new SocketsHttpHandler { SslOptions = _certificate.ClientOptions(), EnableMultipleHttp2Connections = true };
        var client = new HttpClient(handler)
        {
            BaseAddress = BaseAddress,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return client;
    }

    /// <summary>Ends every open watch, as a restarting API server or a proxy does; clients must watch again.</summary>
    public void EndWatches() => _parts.Watches.EndAll();

    /// <summary>
    /// Forgets all history: watches and pages from before this moment are answered with 410 Gone, so clients must list again.
    /// </summary>
    public void Compact() => _parts.Store.CompactAll();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _parts.Watches.EndAll();
        await _host.StopAsync();
        await _host.DisposeAsync();
        await _parts.DisposeAsync();
        _certificate.Dispose();
    }
}
