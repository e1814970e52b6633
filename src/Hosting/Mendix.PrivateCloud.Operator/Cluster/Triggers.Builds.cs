using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Builds;
using Mendix.PrivateCloud.Operator.Builds.Pods;
using Mendix.PrivateCloud.Operator.Tasks;

namespace Mendix.PrivateCloud.Operator.Cluster;

internal sealed partial class Triggers
{
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

    private void OnTaskPod(ResourceChange<Pod> change) =>
        (TaskPod.Does(change.Latest, BuildPod.Verb) ? _controllers.Builds : _controllers.Instances).EnqueueAfter(KeyOf(change.Latest), Settle);
}
