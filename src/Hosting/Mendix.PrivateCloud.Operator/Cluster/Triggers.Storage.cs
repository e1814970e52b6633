using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Cluster;

internal sealed partial class Triggers
{
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
}
