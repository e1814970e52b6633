using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator;

/// <summary>Runs the operator in a host: follows the cluster always, acts while it leads.</summary>
internal sealed class OperatorService(
    KubernetesClient client,
    ClusterView view,
    ClusterWriter writer,
    Reconcilers reconcilers,
    Leadership leadership,
    OperatorState state,
    IOptions<OperatorOptions> options,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    public const string LeaseName = "mendix-operator";

    private readonly ILogger _logger = loggers.CreateLogger<OperatorService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _logger.Starting(options.Value.Namespaces.Count == 0 ? "all namespaces" : string.Join(", ", options.Value.Namespaces));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var following = view.RunAsync(ending.Token);
        var working = WorkAsync(ending.Token);

        // With a view that stands still the operator would act upon old news for ever. Better to end, and be started again.
        try
        {
            await Task.WhenAny(following, working);
            await ending.CancelAsync();
            await working;
            await following;
        }
        finally
        {
            state.Phase = OperatorPhase.Stopped;
        }

        _logger.Stopped();
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WaitForKindsAsync(stoppingToken);
            await view.WaitForSyncAsync(stoppingToken);
            await (options.Value.LeaderElection ? ElectAsync(stoppingToken) : LeadAsync(stoppingToken, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops before the work began.
        }
    }

    private async Task WaitForKindsAsync(CancellationToken stoppingToken)
    {
        while (!await KnowsKindsAsync(stoppingToken))
        {
            await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken);
        }
    }

    // An API server that is away when the operator starts is no reason to end: it comes back.
    private async Task<bool> KnowsKindsAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await client.HasKindAsync<MendixApp>(stoppingToken))
            {
                return true;
            }

            _logger.KindsMissing();
        }
        catch (KubernetesException exception)
        {
            _logger.ClusterUnavailable(exception.Message);
        }

        return false;
    }

    private Task ElectAsync(CancellationToken stoppingToken)
    {
        var space = options.Value.LeaseNamespace ?? client.Namespace;
        if (options.Value.Namespaces.Contains(space))
        {
            _logger.LeaseIsManaged(space, LeaseName);
        }

        _logger.WaitingForLeadership(space, LeaseName);
        state.Phase = OperatorPhase.Standby;
        var elector = new LeaderElector(
            client, new LeaderElectorOptions { Namespace = space, LeaseName = LeaseName }, loggers.CreateLogger<LeaderElector>());
        leadership.DecidedBy(elector);
        return elector.RunAsync(leading => LeadAsync(leading, stoppingToken), stoppingToken);
    }

    /// <returns>Whether nothing runs any more.</returns>
    private async Task<bool> LeadAsync(CancellationToken leading, CancellationToken stoppingToken)
    {
        var controllers = new ControllerSet(view, writer, reconcilers, options, time, loggers);
        using var triggers = new Triggers(view, controllers, time);
        controllers.Start();
        state.Phase = OperatorPhase.Leading;
        _logger.Working(view.Apps.Count);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, leading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A host that stops lets running work end. Without leadership another operator may begin at any moment.
        var isLost = !stoppingToken.IsCancellationRequested;
        if (isLost)
        {
            state.Phase = OperatorPhase.Standby;
            _logger.LeadershipLost();
        }

        return await controllers.StopAsync(new CancellationToken(canceled: isLost));
    }
}
