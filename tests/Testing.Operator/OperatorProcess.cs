using Mendix.PrivateCloud.Operator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>The operator as one process of its own among several: with a line to the cluster, a clock and a shelf to store on.</summary>
public sealed class OperatorProcess : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly HttpClient _http;

    private OperatorProcess(IHost host, HttpClient http) => (_host, _http) = (host, http);

    /// <param name="http">The line to the API server; disposed of with the process.</param>
    /// <param name="shelf">The storage server of the plan type <c>shelf</c>.</param>
    /// <param name="time">The process's clock.</param>
    /// <param name="logs">Where it logs to.</param>
    /// <param name="configure">How the operator works; it does not look for other operators by default.</param>
    public static async Task<OperatorProcess> StartAsync(
        HttpClient http, ShelfServer shelf, TimeProvider time, ILoggerProvider logs, Action<OperatorOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton(time).AddSingleton(shelf);
        builder.Services.AddKubernetesClient(http);
        builder.Services.AddPrivateCloud().AddEphemeral().AddProvisioner<ShelfProvisioner>().AddProvisioner<TwoSlotShelfProvisioner>().AddOperator(options =>
        {
            options.LeaderElection = false;
            configure(options);
        });
        var process = new OperatorProcess(builder.Build(), http);
        await process._host.StartAsync(TestContext.Current.CancellationToken);
        return process;
    }

    /// <summary>Whether its host ended by itself.</summary>
    public bool HasEnded => _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        _http.Dispose();
    }
}
