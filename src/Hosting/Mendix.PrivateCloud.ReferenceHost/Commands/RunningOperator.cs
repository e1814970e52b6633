using Mendix.PrivateCloud.ReferenceHost.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>The operator at work; disposing of it stops it within a few seconds.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningOperator(IHost host)
    {
        _host = host;
        Stopped = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    }

    /// <summary>Cancelled when the operator ends, asked or not.</summary>
    public CancellationToken Stopped { get; }

    public static async Task<RunningOperator> StartAsync(
        ClusterConnection connection, IReadOnlyList<string> namespaces, int? monitoringPort, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var host = OperatorHost.Create(connection, namespaces, monitoringPort, loggers, time);
        try
        {
            await host.StartAsync(cancellationToken);
            return new RunningOperator(host);
        }
        catch (IOException exception) when (monitoringPort is not null)
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw new HostException(ExitCodes.BadInput, $"--monitoring cannot listen on port {monitoringPort}: {exception.Message} Name another port.");
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        // Provisioners close their connections here.
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
