using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Gives a dedicated plan to one environment at a time. The claim is a Lease with a name derived from the plan: the API
/// server lets only one be created, and collects it together with the StorageInstance that holds it.
/// </summary>
internal sealed class DedicatedPlanClaim(KubernetesClient client, ClusterView view, ClusterWriter writer)
{
    /// <summary>Takes the plan for an instance. Null when it is ours now, or needs no claim; otherwise who has it.</summary>
    /// <param name="instance">Who asks.</param>
    /// <param name="descriptor">The provisioner; null when it runs elsewhere and is not known here, and the plan alone says whether it is dedicated.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Verdict?> TakeAsync(StorageInstance instance, ProvisionerDescriptor? descriptor, CancellationToken cancellationToken)
    {
        if (!instance.Spec!.Dedicated && descriptor?.Capabilities.HasFlag(ProvisionerCapabilities.Share) != false)
        {
            return null;
        }

        var (namespaceName, plan) = (instance.Metadata.Namespace!, instance.Spec.PlanName);
        var lease = new Lease
        {
            Metadata = Owners.Child(instance, $"storageplan-{plan}", instance.Spec.AppName),
            Spec = new LeaseSpec { HolderIdentity = instance.Metadata.Name },
        };
        try
        {
            await client.CreateAsync(lease, cancellationToken);
            return null;
        }
        catch (KubernetesException exception) when (exception.IsAlreadyExists)
        {
            var held = await client.FindAsync<Lease>(namespaceName, lease.Metadata.Name!, cancellationToken);
            if (held is not null && IsLost(held, instance))
            {
                lease.Metadata.ResourceVersion = held.Metadata.ResourceVersion;
                held = await writer.ApplyAsync(lease, held, cancellationToken);
            }

            return held is not null && Owners.IsOwnedBy(held, instance) ? null : Refusal(instance, held);
        }
    }

    // After a restore a claim has no owner, and nothing collects it. It is still that of the instance it names.
    private bool IsLost(Lease held, StorageInstance instance) =>
        Owners.ControllerOf(held) is null && held.Spec?.HolderIdentity is { } holder
        && (holder == instance.Metadata.Name || view.Instances.Find(instance.Metadata.Namespace, holder) is null);

    private Verdict Refusal(StorageInstance instance, Lease? held)
    {
        // An instance of the same name may be there again already; it is not the one that holds the plan.
        var (plan, holder) = (instance.Spec!.PlanName, held?.Spec?.HolderIdentity);
        return holder is not null && view.Instances.Find(instance.Metadata.Namespace, holder) is { } other
            && (Owners.ControllerOf(held!) is null || Owners.IsOwnedBy(held!, other))
            ? Verdict.Failed(
                Reasons.PlanInUse,
                $"The StoragePlan '{plan}' is dedicated to one environment and in use by '{holder}'. Name another plan, or delete the other environment.")
            : Verdict.Processing(Reasons.Waiting, $"The StoragePlan '{plan}' was used by an environment that is gone; it is free in a moment.");
    }
}
