using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>Which reconcilers look again when an object changes. Losing one of these costs time, not truth: there is the resync.</summary>
internal sealed partial class Triggers : IDisposable
{
    // What a reconcile writes comes back on several watches within moments. Looking again once, when all of it is there,
    // spares doing again what only seems to be missing.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(50);

    // While its parts are at work an app has nothing to decide and only progress to tell, for people.
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(2);

    // A plan's list of users is for people; with a thousand of them it must not be written a thousand times.
    private static readonly TimeSpan UsageSettle = TimeSpan.FromSeconds(1);

    // An API server that starts again has forgotten the place of every watch. Everything is looked at once for all of them.
    private static readonly TimeSpan SightSettle = TimeSpan.FromSeconds(2);

    private readonly ClusterView _view;
    private readonly ControllerSet _controllers;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly ITimer _resync;
    private int _isResyncDue;

    public Triggers(ClusterView view, ControllerSet controllers, TimeProvider time)
    {
        _view = view;
        _controllers = controllers;
        Follow(view.Apps, OnApp);
        Follow(view.Instances, OnInstance);
        Follow(view.Plans, OnPlan);
        Follow(view.Builds, OnBuild);
        Follow(view.Endpoints, OnEndpoint);
        Follow(view.Runtimes, OnRuntime);
        Follow(view.Secrets, OnSecret);
        Follow(view.Configurations, OnConfiguration);
        Follow(view.Services, OnService);
        Follow(view.Ingresses, change => EnqueueEndpointOf(change.Latest));
        Follow(view.Routes.Informer, change => EnqueueEndpointOf(change.Latest));
        Follow(view.HttpRoutes.Informer, change => EnqueueEndpointOf(change.Latest));
        Follow(view.Revisions, OnRevision);
        Follow(view.Deployments, OnDeployment);
        Follow(view.TaskPods, OnTaskPod);
        Follow(view.Pods, OnPod);
        Follow(view.ServiceAccounts, EnqueueRuntimeOfName);
        Follow(view.DisruptionBudgets.Informer, EnqueueRuntimeOfName);
        Follow(view.SecretProviderClasses.Informer, EnqueueRuntimeOfName);
        _resync = time.CreateTimer(_ => Resync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        view.SightRegained += OnSightRegained;
    }

    public void Dispose()
    {
        _view.SightRegained -= OnSightRegained;
        _resync.Dispose();
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private void OnSightRegained()
    {
        if (Interlocked.Exchange(ref _isResyncDue, 1) == 0)
        {
            _resync.Change(SightSettle, Timeout.InfiniteTimeSpan);
        }
    }

    private void Resync()
    {
        Volatile.Write(ref _isResyncDue, 0);
        _controllers.Resync();
    }

    private void Follow<T>(Informer<T> informer, Action<ResourceChange<T>> handler)
        where T : class, IKubernetesObject<T> => _subscriptions.Add(informer.Subscribe(handler));

    private static ObjectKey KeyOf(IKubernetesObject resource) => new(resource.Metadata.Namespace!, resource.Metadata.Name!);

    /// <summary>An object's own reconciler: a newer desired state takes the place of the one being worked on.</summary>
    private static void Primary<T>(Controller<ObjectKey> controller, ResourceChange<T> change)
        where T : class, IKubernetesObject<T>
    {
        if (IsNewDesiredState(change))
        {
            controller.Supersede(KeyOf(change.Latest));
        }
        else
        {
            controller.EnqueueAfter(KeyOf(change.Latest), Settle);
        }
    }

    private static bool IsNewDesiredState<T>(ResourceChange<T> change)
        where T : class, IKubernetesObject<T> =>
        change.New is { } now && (change.Old is not { } before
            || before.Metadata.Generation != now.Metadata.Generation
            || before.Metadata.DeletionTimestamp != now.Metadata.DeletionTimestamp);

    // What a reconciler of a storage server writes into a status is no reason to ask that server again at once: with a
    // text that differs each time, it would never stop.
    private static bool IsOwnStatus<T>(ResourceChange<T> change, bool isSameBesides)
        where T : class, IKubernetesObject<T> =>
        change is { Old: not null, New: not null } && isSameBesides && !IsNewDesiredState(change)
        && change.Old.Metadata.OwnerReferences?.Count == change.New.Metadata.OwnerReferences?.Count;

    private static void EnqueueAll(Controller<ObjectKey> controller, IEnumerable<IKubernetesObject> resources)
    {
        foreach (var resource in resources)
        {
            controller.Enqueue(KeyOf(resource));
        }
    }
}
