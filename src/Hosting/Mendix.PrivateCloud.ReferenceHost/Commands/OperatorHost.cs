using System.Net;
using Mendix.PrivateCloud.ReferenceHost.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>Composes the operator and its provisioners: the part that an embedder takes over into a program of his own.</summary>
internal static class OperatorHost
{
    // Ctrl-C is expected to work within seconds; what is not done by then is done after the next start.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <param name="connection">The cluster.</param>
    /// <param name="namespaces">The namespaces to take care of; none means all.</param>
    /// <param name="monitoringPort">Where health and metrics are told; null for nowhere.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="time">The clock.</param>
    public static IHost Create(
        ClusterConnection connection, IReadOnlyList<string> namespaces, int? monitoringPort, ILoggerFactory loggers, TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(connection.Client);
        builder.Services.AddSingleton<IHostLifetime, HeldByCaller>();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = StopLimit);
        var privateCloud = builder.Services.AddPrivateCloud()
            .AddPostgres()
            .AddSqlServer()
            .AddJdbc()
            .AddS3OnDemand()
            .AddS3Existing()
            .AddAzureBlob()
            .AddMinio()
            .AddEphemeral()
            .AddEcr()
            .AddOperator(operation =>
            {
                foreach (var name in namespaces)
                {
                    operation.Namespaces.Add(name);
                }

                // Nobody else can be the operator of a cluster that lives in this process.
                operation.LeaderElection = !connection.Facts.IsEmbedded;
            });
        if (monitoringPort is { } port)
        {
            privateCloud.AddMonitoring(monitoring =>
                (monitoring.Port, monitoring.Address) = (port, connection.Facts.IsEmbedded ? IPAddress.Loopback : IPAddress.Any));
        }

        return builder.Build();
    }

    // Signals are handled for the whole program; the usual lifetime would handle them a second time.
    private sealed class HeldByCaller : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
