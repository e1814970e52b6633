using Mendix.PrivateCloud.Monitoring;
using Mendix.PrivateCloud.Monitoring.Prometheus;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets an operator be asked how it is.</summary>
public static class MonitoringBuilderExtensions
{
    /// <summary>
    /// Starts a small web server beside the operator with <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>. A host that has a web server
    /// already takes <see cref="AddMonitoringServices"/> and <c>MapPrivateCloudMonitoring()</c> instead.
    /// </summary>
    /// <param name="builder">The registration, with <c>AddOperator()</c>.</param>
    /// <param name="configure">Where it listens and what it tells. A value out of range keeps the host from starting.</param>
    public static IPrivateCloudBuilder AddMonitoring(this IPrivateCloudBuilder builder, Action<MonitoringOptions>? configure = null)
    {
        builder.AddMonitoringServices(configure);
        builder.Services.TryAddSingleton<MonitoringServer>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MonitoringServer>(
            static provider => provider.GetRequiredService<MonitoringServer>()));
        return builder;
    }

    /// <summary>Begins to collect what <c>MapPrivateCloudMonitoring()</c> tells, without a server.</summary>
    /// <param name="builder">The registration, with <c>AddOperator()</c>.</param>
    /// <param name="configure">What is told; address and port are not used. A value out of range keeps the host from starting.</param>
    public static IPrivateCloudBuilder AddMonitoringServices(this IPrivateCloudBuilder builder, Action<MonitoringOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<MonitoringOptions>().Configure(configure ?? (static _ => { }));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MonitoringOptions>, MonitoringOptionsValidation>());
        services.TryAddSingleton<MetricsCollector>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MetricsStart>());
        return builder;
    }
}
