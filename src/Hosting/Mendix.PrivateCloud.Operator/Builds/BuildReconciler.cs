using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>Finds the image of an environment. Finished images only; a deployment package is refused in clear words.</summary>
internal sealed class BuildReconciler(ClusterView view, ClusterWriter writer, StatusEvents events, TimeProvider time) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Builds.Find(key.Namespace, key.Name) is not { Spec: not null, Metadata.DeletionTimestamp: null } build)
        {
            return ReconcileResult.Done;
        }

        var image = ImageSource.FinishedImageOf(build.Spec.SourceUrl);
        var verdict = image is null
            ? Verdict.Failed(
                Reasons.NotSupported,
                "Building an image from a deployment package is not supported yet. Set spec.sourceURL of the MendixApp to oci-image:// and the name of a finished image.")
            : Verdict.Ready(Reasons.Ready, $"The image {image} is used as it is.");
        var desired = new Build
        {
            Metadata = new ObjectMeta { Namespace = key.Namespace, Name = key.Name, Uid = build.Metadata.Uid },
            Status = new BuildStatus
            {
                ObservedGeneration = build.Metadata.Generation,
                Phase = verdict.Phase,
                Image = image,
                Conditions = Conditions.Next(
                    build.Status?.Conditions, time.GetUtcNow(), verdict.ToCondition(ConditionTypes.Ready, build.Metadata.Generation)),
            },
        };
        await writer.ApplyStatusAsync(desired, build, cancellationToken);
        if (!verdict.IsReady)
        {
            events.OnVerdict(build, build.Status?.Conditions, verdict);
        }

        return ReconcileResult.Done;
    }
}
