using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Builds;
using Mendix.PrivateCloud.Operator.Connections;

namespace Mendix.PrivateCloud.Operator.Cluster;

internal sealed partial class Triggers
{
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

    // What waits for a server may reach it in another way now.
    private void EnqueueConnecting(string space)
    {
        EnqueueUnbuilt(space);
        EnqueueAll(_controllers.Plans, _view.PlansByNamespace.Find(space));
        EnqueueAll(_controllers.Instances, _view.InstancesByNamespace.Find(space));
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
}
