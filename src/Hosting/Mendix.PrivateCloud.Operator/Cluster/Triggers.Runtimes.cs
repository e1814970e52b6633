using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Cluster;

internal sealed partial class Triggers
{
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
}
