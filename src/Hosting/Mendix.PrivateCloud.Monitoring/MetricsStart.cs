using Mendix.PrivateCloud.Monitoring.Prometheus;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.Monitoring;

/// <summary>Has the collector made when the host starts, so that nothing is missed until the first question.</summary>
internal sealed class MetricsStart(MetricsCollector collector) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        collector.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
