using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Builds;
using Mendix.PrivateCloud.Operator.Builds.Pods;
using Mendix.PrivateCloud.Operator.Connections;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Operator.Storage;
using Mendix.PrivateCloud.Operator.Tasks;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>Which reconcilers look again when an object changes. Losing one of these costs time, not truth: there is the resync.</summary>
internal sealed class Triggers : IDisposable
{
    // What a reconcile writes comes back on several watches within moments. Looking again once, when all of it is there,
    // spares doing again what only seems to be missing.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(50);

    // While its parts are at work an app has nothing to decide and only progress to tell, for people.
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(2);

    // A plan's list of users is for people; with a thousand of them it must not be written a thousand times.
    private static readonly TimeSpan UsageSettle = TimeSpan.FromSeconds(1);

    private readonly ClusterView _view;
    private readonly ControllerSet _controllers;
    private readonly List<IDisposable> _subscriptions = [];

    public Triggers(ClusterView view, ControllerSet controllers)
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
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

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

    private void OnApp(ResourceChange<MendixApp> change)
    {
        if (IsNewDesiredState(change))
        {
            _controllers.Apps.Supersede(KeyOf(change.Latest));
        }
        else
        {
            EnqueueApp(KeyOf(change.Latest), isUrgent: false);
        }

        EnqueueConfigurationOf(change.Latest, isGone: change.New is null);
    }

    private void OnEndpoint(ResourceChange<Endpoint> change)
    {
        OnPart(_controllers.Endpoints, change, change.Latest.Spec?.AppName);
        EnqueueConfigurationOf(change.Latest);
    }

    // How far a roll-out is depends on every environment. Nobody waits for its figures while none is going on.
    private void EnqueueConfigurationOf(IKubernetesObject resource, bool isGone = false)
    {
        var configuration = _view.Configurations.Find(resource.Metadata.Namespace, OperatorConfiguration.ObjectName);
        if (configuration is not null || isGone)
        {
            var isRollingOut = configuration?.Status?.Rollout is { Waiting: > 0 } or { Turns.Count: > 0 };
            _controllers.Configurations.EnqueueAfter(
                new ObjectKey(resource.Metadata.Namespace!, OperatorConfiguration.ObjectName), isRollingOut ? Settle : UsageSettle);
        }
    }

    private void OnPart<T>(Controller<ObjectKey> controller, ResourceChange<T> change, string? app)
        where T : class, IKubernetesObject<T>
    {
        Primary(controller, change);
        TellApp(change, app);
    }

    private void OnBuild(ResourceChange<Build> change)
    {
        if (change.New is null)
        {
            // For an app that is gone nobody needs the image.
            _controllers.Builds.Supersede(KeyOf(change.Latest));
            TellApp(change, change.Latest.Spec?.AppName);
        }
        else if (IsOwnStatus(change, isSameBesides: true))
        {
            TellApp(change, change.Latest.Spec?.AppName);
        }
        else
        {
            OnPart(_controllers.Builds, change, change.Latest.Spec?.AppName);
        }
    }

    private void EnqueueUnbuilt(string space) =>
        EnqueueAll(_controllers.Builds, _view.BuildsByNamespace.Find(space).Where(build => !BuildReconciler.IsBuilt(build)));

    // What waits for a server may reach it in another way now.
    private void EnqueueConnecting(string space)
    {
        EnqueueUnbuilt(space);
        EnqueueAll(_controllers.Plans, _view.PlansByNamespace.Find(space));
        EnqueueAll(_controllers.Instances, _view.InstancesByNamespace.Find(space));
    }

    private void TellApp<T>(ResourceChange<T> change, string? app)
        where T : class, IKubernetesObject<T>
    {
        if (app is null)
        {
            return;
        }

        // Somebody removed or edited it: the app's wish must be restored.
        var isDisturbed = change.New is null || (change.Old is not null && IsNewDesiredState(change));
        EnqueueApp(new ObjectKey(change.Latest.Metadata.Namespace!, app), isDisturbed);
    }

    private void EnqueueApp(ObjectKey app, bool isUrgent)
    {
        if (isUrgent || !AppProgress.IsUnderWay(_view, app.Namespace, app.Name))
        {
            _controllers.Apps.Enqueue(app);
        }
        else
        {
            _controllers.Apps.EnqueueAfter(app, Progress);
        }
    }

    private void OnInstance(ResourceChange<StorageInstance> change)
    {
        var instance = change.Latest;
        if (IsOwnStatus(change, change.Old?.Metadata.Finalizers?.Count == change.New?.Metadata.Finalizers?.Count))
        {
            TellApp(change, instance.Spec?.AppName);
            return;
        }

        OnPart(_controllers.Instances, change, instance.Spec?.AppName);
        if (instance.Spec is null || (change.Old is not null && change.New is not null))
        {
            return;
        }

        _controllers.Plans.EnqueueAfter(new ObjectKey(instance.Metadata.Namespace!, instance.Spec.PlanName), UsageSettle);
        if (instance.Spec.Provisioner?.CredentialsSecretName is { Length: > 0 } secret)
        {
            _controllers.PlanSecrets.EnqueueAfter(new ObjectKey(instance.Metadata.Namespace!, secret), UsageSettle);
        }

        if (change.New is null)
        {
            // It may have held a plan that serves one at a time.
            var others = _view.InstancesByPlan.Find(ClusterView.Key(instance.Metadata.Namespace, instance.Spec.PlanName));
            EnqueueAll(_controllers.Instances, others.Where(other => other.Status?.Phase == Phases.Failed));
        }
    }

    // What a reconciler of a storage server writes into a status is no reason to ask that server again at once: with a
    // text that differs each time, it would never stop.
    private static bool IsOwnStatus<T>(ResourceChange<T> change, bool isSameBesides)
        where T : class, IKubernetesObject<T> =>
        change is { Old: not null, New: not null } && isSameBesides && !IsNewDesiredState(change)
        && change.Old.Metadata.OwnerReferences?.Count == change.New.Metadata.OwnerReferences?.Count;

    private void OnPlan(ResourceChange<StoragePlan> change)
    {
        var key = ClusterView.Key(change.Latest.Metadata.Namespace, change.Latest.Metadata.Name);
        if (IsOwnStatus(change, isSameBesides: true))
        {
            if (IsReady(change.New!))
            {
                // The list of users may have changed while this one was written. A plan that is well is not checked again for it.
                _controllers.Plans.EnqueueAfter(KeyOf(change.Latest), UsageSettle);
            }

            if (IsReady(change.New!) && !IsReady(change.Old!))
            {
                // The server works again, which nothing else tells those that wait for it.
                EnqueueAll(_controllers.Instances, _view.InstancesByPlan.Find(key).Where(instance => instance.Status?.Phase != Phases.Ready));
            }

            return;
        }

        Primary(_controllers.Plans, change);
        if (IsNewDesiredState(change) || change.New is null)
        {
            EnqueueAll(_controllers.Apps, _view.AppsByPlan.Find(key));
            EnqueueAll(_controllers.Instances, _view.InstancesByPlan.Find(key));
        }
    }

    private static bool IsReady(StoragePlan plan) =>
        plan.Status?.Conditions?.Any(condition => condition is { Type: ConditionTypes.Ready, Status: ConditionStatus.True }) == true;

    private void OnSecret(ResourceChange<Secret> change)
    {
        var secret = change.Latest;
        var (space, name) = (secret.Metadata.Namespace!, secret.Metadata.Name!);
        // By name too: that a label was lost, or that a foreign Secret went away, must be noticed.
        EnqueueRuntimeOfName(change);
        if ((secret.Metadata.Labels?.GetValueOrDefault(Labels.App) ?? AppNames.AppOfSecret(name)) is { } app)
        {
            _controllers.Runtimes.EnqueueAfter(new ObjectKey(space, AppNames.Runtime(app)), Settle);
            if (name == AppNames.TlsSecret(app))
            {
                _controllers.Apps.EnqueueAfter(new ObjectKey(space, app), Settle);
            }
        }

        if (_view.Instances.Find(space, name) is not null)
        {
            _controllers.Instances.EnqueueAfter(new ObjectKey(space, name), Settle);
        }

        if (_view.Builds.Find(space, name) is not null)
        {
            _controllers.Builds.EnqueueAfter(new ObjectKey(space, name), Settle);
        }

        var configuration = _view.Configurations.Find(space, OperatorConfiguration.ObjectName)?.Spec;
        if (configuration?.Registry?.CredentialsSecretName == name)
        {
            EnqueueUnbuilt(space);
        }

        if (configuration?.CustomCASecretName == name)
        {
            EnqueueConnecting(space);
        }

        var key = ClusterView.Key(space, name);
        EnqueueAll(_controllers.Plans, _view.PlansByCredentials.Find(key));
        EnqueueAll(_controllers.Instances, _view.InstancesByCredentials.Find(key));
        EnqueueAll(_controllers.Endpoints, _view.EndpointsByTlsSecret.Find(key));
        if (change.New is { } now && PlanSecretHold.IsDue(_view, now))
        {
            _controllers.PlanSecrets.EnqueueAfter(new ObjectKey(space, name), Settle);
        }
    }

    private void OnConfiguration(ResourceChange<OperatorConfiguration> change)
    {
        var space = change.Latest.Metadata.Namespace!;
        if (!IsOwnStatus(change, isSameBesides: true))
        {
            Primary(_controllers.Configurations, change);
        }

        if (change.Latest.Metadata.Name != OperatorConfiguration.ObjectName)
        {
            return;
        }

        if (IsNewDesiredState(change) || change.New is null)
        {
            EnqueueAll(_controllers.Apps, _view.AppsByNamespace.Find(space));
            if (BuildAttempt.SettingsOf(change.Old?.Spec) != BuildAttempt.SettingsOf(change.New?.Spec))
            {
                EnqueueUnbuilt(space);
                _controllers.PullSecrets.Enqueue(KeyOf(change.Latest));
            }

            if (NamespaceConnections.SettingsOf(change.Old?.Spec) != NamespaceConnections.SettingsOf(change.New?.Spec))
            {
                EnqueueConnecting(space);
            }

            return;
        }

        // A turn for another configuration is another turn.
        var isSame = change.New.Status?.Rollout?.Revision == change.Old!.Status?.Rollout?.Revision;
        foreach (var app in Granted(change.New).Except(isSame ? Granted(change.Old) : []))
        {
            _controllers.Apps.Enqueue(new ObjectKey(space, app));
        }
    }

    private static IEnumerable<string> Granted(OperatorConfiguration configuration) =>
        (configuration.Status?.Rollout?.Turns ?? []).Concat(configuration.Status?.Rollout?.Unwell ?? []);

    // Nobody takes a configuration before it is kept.
    private void OnRevision(ResourceChange<ControllerRevision> change)
    {
        if (change.Old is null)
        {
            EnqueueAll(_controllers.Apps, _view.AppsByNamespace.Find(change.Latest.Metadata.Namespace!));
        }
    }

    private void OnDeployment(ResourceChange<Deployment> change)
    {
        // By name and not by owner or label: that these were lost, or that a foreign object went away, must be noticed too.
        if (AppNames.AppOfDeployment(change.Latest.Metadata.Name!) is { } app)
        {
            // A rollout comes as several changes of the status within moments.
            _controllers.Runtimes.EnqueueAfter(new ObjectKey(change.Latest.Metadata.Namespace!, AppNames.Runtime(app)), Settle);
        }
    }

    private void OnRuntime(ResourceChange<Runtime> change)
    {
        OnPart(_controllers.Runtimes, change, change.Latest.Spec?.AppName);
        EnqueueConfigurationOf(change.Latest);
        if (change.Old?.Status?.TrafficRevision != change.New?.Status?.TrafficRevision && change.Latest.Spec is { } spec)
        {
            _controllers.Endpoints.Enqueue(new ObjectKey(change.Latest.Metadata.Namespace!, AppNames.Endpoint(spec.AppName)));
        }
    }

    private void OnService(ResourceChange<Service> change)
    {
        EnqueueEndpointOf(change.Latest);
        // A rollout goes on when the Service sends requests where it should.
        EnqueueRuntimeOfName(change);
    }

    private void OnTaskPod(ResourceChange<Pod> change) =>
        (TaskPod.Does(change.Latest, BuildPod.Verb) ? _controllers.Builds : _controllers.Instances).EnqueueAfter(KeyOf(change.Latest), Settle);

    private void OnPod(ResourceChange<Pod> change)
    {
        if (change.Latest.Metadata.Labels?.GetValueOrDefault(Labels.App) is { } app)
        {
            _controllers.Runtimes.EnqueueAfter(new ObjectKey(change.Latest.Metadata.Namespace!, AppNames.Runtime(app)), Settle);
        }
    }

    // What bears an app's name and is not made by the Runtime's own reconciler under another one.
    private void EnqueueRuntimeOfName<T>(ResourceChange<T> change)
        where T : class, IKubernetesObject<T>
    {
        var key = KeyOf(change.Latest);
        if (_view.Runtimes.Find(key.Namespace, key.Name) is not null)
        {
            _controllers.Runtimes.EnqueueAfter(key, Settle);
        }
    }

    // By name and not by owner: also the removal of a foreign object that was in the way must be noticed.
    private void EnqueueEndpointOf(IKubernetesObject resource)
    {
        var key = new ObjectKey(resource.Metadata.Namespace!, AppNames.Endpoint(resource.Metadata.Name!));
        if (_view.Endpoints.Find(key.Namespace, key.Name) is not null)
        {
            _controllers.Endpoints.EnqueueAfter(key, Settle);
        }
    }

    private static void EnqueueAll(Controller<ObjectKey> controller, IEnumerable<IKubernetesObject> resources)
    {
        foreach (var resource in resources)
        {
            controller.Enqueue(KeyOf(resource));
        }
    }
}
