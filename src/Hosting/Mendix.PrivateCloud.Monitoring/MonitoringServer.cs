using Mendix.PrivateCloud.Monitoring.Prometheus;
using Mendix.PrivateCloud.Operator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Monitoring;

/// <summary>A small web server of its own, for hosts that have none.</summary>
internal sealed partial class MonitoringServer(
    OperatorState state, MetricsCollector metrics, IOptions<MonitoringOptions> options, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private WebApplication? _web;

    /// <summary>Where it listens; null while it does not.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Value.Address, options.Value.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(state);
        builder.Services.AddSingleton(metrics);
        // Whoever stops the host stops this server too; it must not listen to signals by itself.
        builder.Services.AddSingleton<IHostLifetime, HeldByHost>();
        var web = _web = builder.Build();
        web.MapPrivateCloudMonitoring();
        await web.StartAsync(cancellationToken);
        Address = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        LogListening(loggers.CreateLogger<MonitoringServer>(), Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Address = null;
        if (_web is not null)
        {
            await _web.StopAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }

    [LoggerMessage(4200, LogLevel.Information, "Health and metrics are told at {Address}")]
    private static partial void LogListening(ILogger logger, Uri address);

    private sealed class HeldByHost : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
