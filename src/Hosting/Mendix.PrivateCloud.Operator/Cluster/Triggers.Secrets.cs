using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Storage;

namespace Mendix.PrivateCloud.Operator.Cluster;

internal sealed partial class Triggers
{
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
}
