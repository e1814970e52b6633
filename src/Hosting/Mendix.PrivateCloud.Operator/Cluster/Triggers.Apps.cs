using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Cluster;

internal sealed partial class Triggers
{
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

    private void OnPart<T>(Controller<ObjectKey> controller, ResourceChange<T> change, string? app)
        where T : class, IKubernetesObject<T>
    {
        Primary(controller, change);
        TellApp(change, app);
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
}
