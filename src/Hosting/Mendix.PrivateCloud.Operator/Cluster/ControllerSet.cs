using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Reconciling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>One controller per kind, for one term of leadership: a controller that was stopped is not started again.</summary>
internal sealed class ControllerSet
{
    public ControllerSet(
        ClusterView view, ClusterWriter writer, Reconcilers reconcilers, IOptions<OperatorOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        Controller<ObjectKey> Make<T>(string name, IReconciler<ObjectKey> reconciler, ControllerOptions controllerOptions, Informer<T> informer)
            where T : class, IKubernetesObject<T> =>
            new(
                name,
                new UpToDateReconciler<T>(informer, writer, reconciler, time),
                controllerOptions,
                () => Keys(informer),
                time,
                loggers.CreateLogger($"{typeof(Controller<>).Namespace}.{name}"));

        var (quick, slow, builds) = (options.Value.Controllers, options.Value.StorageControllers, options.Value.BuildControllers);
        Apps = Make("mendixapp", reconcilers.Apps, quick, view.Apps);
        Configurations = Make("operatorconfiguration", reconcilers.Configurations, quick, view.Configurations);
        Instances = Make("storageinstance", reconcilers.Instances, slow, view.Instances);
        Plans = Make("storageplan", reconcilers.Plans, slow, view.Plans);
        PlanSecrets = Make("plansecret", reconcilers.PlanSecrets, quick, view.Secrets);
        Builds = Make("build", reconcilers.Builds, builds, view.Builds);
        PullSecrets = Make("pullsecret", reconcilers.PullSecrets, quick, view.Configurations);
        Endpoints = Make("endpoint", reconcilers.Endpoints, quick, view.Endpoints);
        Runtimes = Make("runtime", reconcilers.Runtimes, quick, view.Runtimes);
    }

    public Controller<ObjectKey> Apps { get; }

    public Controller<ObjectKey> Configurations { get; }

    public Controller<ObjectKey> Instances { get; }

    public Controller<ObjectKey> Plans { get; }

    public Controller<ObjectKey> PlanSecrets { get; }

    public Controller<ObjectKey> Builds { get; }

    public Controller<ObjectKey> PullSecrets { get; }

    public Controller<ObjectKey> Endpoints { get; }

    public Controller<ObjectKey> Runtimes { get; }

    private IEnumerable<Controller<ObjectKey>> All => [Apps, Configurations, Instances, Plans, PlanSecrets, Builds, PullSecrets, Endpoints, Runtimes];

    public void Start()
    {
        foreach (var controller in All)
        {
            controller.Start();
        }
    }

    /// <summary>Looks at everything once more.</summary>
    public void Resync()
    {
        foreach (var controller in All)
        {
            controller.Resync();
        }
    }

    /// <param name="cancellationToken">Cancelled: running reconciles are not waited for but cancelled.</param>
    /// <returns>Whether all of them have ended.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        var reports = await Task.WhenAll(All.Select(controller => controller.StopAsync(cancellationToken)));
        return reports.All(report => report.StillRunning.Count == 0);
    }

    private static IEnumerable<ObjectKey> Keys<T>(Informer<T> informer)
        where T : class, IKubernetesObject<T> =>
        informer.Items.Select(item => new ObjectKey(item.Metadata.Namespace!, item.Metadata.Name!));
}
