using System.Collections.Concurrent;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Connections;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>Finds out whether a plan can work, before anybody uses it, and says who uses it.</summary>
internal sealed class StoragePlanReconciler(
    ClusterView view, ClusterWriter writer, IStorageProvisioners provisioners, PlanLoader plans, StatusEvents events, TimeProvider time)
    : IReconciler<ObjectKey>
{
    // Spares storage servers a check at every resync. After a restart each plan is checked once more.
    private readonly ConcurrentDictionary<ObjectKey, (string Inputs, Verdict Verdict)> _checked = new();

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (view.Plans.Find(key.Namespace, key.Name) is not { Spec.Provisioner: not null, Metadata.DeletionTimestamp: null } plan)
        {
            _checked.TryRemove(key, out _);
            return ReconcileResult.Done;
        }

        var inputs = Inputs(plan);
        if (!_checked.TryGetValue(key, out var known) || known.Inputs != inputs || !known.Verdict.IsReady)
        {
            known = (inputs, await JudgeAsync(plan, cancellationToken));
            _checked[key] = known;
        }

        await WriteStatusAsync(plan, known.Verdict, cancellationToken);
        return known.Verdict.Phase switch
        {
            Phases.Ready => ReconcileResult.Done,
            Phases.Failed => ReconcileResult.Blocked(known.Verdict.Message),
            _ => ReconcileResult.Failed(known.Verdict.Message),
        };
    }

    private string Inputs(StoragePlan plan)
    {
        var secret = view.Secrets.Find(plan.Metadata.Namespace, plan.Spec!.Provisioner!.CredentialsSecretName ?? "");
        return $"{plan.Metadata.Uid}/{plan.Metadata.Generation}/{secret?.Metadata.Uid}/{secret?.Metadata.ResourceVersion}/{NamespaceConnections.InputsOf(view, plan.Metadata.Namespace!)}";
    }

    private async Task<Verdict> JudgeAsync(StoragePlan plan, CancellationToken cancellationToken)
    {
        var reference = plan.Spec!.Provisioner!;
        try
        {
            if (reference.Task is { } task && !provisioners.Types.Contains(reference.Type))
            {
                await plans.ValidateAsync(plan.Metadata.Namespace!, reference, cancellationToken);
                return Verdict.Ready(Reasons.Ready, $"The plan can be used. It was not checked: the provisioner '{reference.Type}' is known to the image {task.Image} alone.");
            }

            var provisioner = provisioners.Get(reference.Type);
            if (StorageTypeOf(provisioner.Descriptor.Category) is var category && category != plan.Spec.StorageType)
            {
                return Verdict.Failed(
                    Reasons.WrongPlanCategory,
                    $"spec.storageType is '{plan.Spec.StorageType}', but the provisioner '{reference.Type}' makes {category} storage. Set spec.storageType to '{category}'.");
            }

            var report = await provisioner.CheckAsync(await plans.LoadAsync(plan.Metadata.Namespace!, reference, cancellationToken), cancellationToken);
            if (report.Passed)
            {
                return Verdict.Ready(Reasons.Ready, Approval(report));
            }

            var message = string.Join(" ", report.Failures.Select(finding => finding.Failure!.Message));
            return report.Failures.All(finding => finding.Failure!.Kind == FailureKind.Transient)
                ? Verdict.Processing(Reasons.PlanCheckFailed, message)
                : Verdict.Failed(Reasons.PlanCheckFailed, message);
        }
        catch (ProvisioningException failure)
        {
            return failure.Kind == FailureKind.Transient
                ? Verdict.Processing(Reasons.PlanCheckFailed, failure.Message)
                : Verdict.Failed(Reasons.PlanInvalid, failure.Message);
        }
    }

    private async Task WriteStatusAsync(StoragePlan plan, Verdict verdict, CancellationToken cancellationToken)
    {
        var users = view.InstancesByPlan.Find(ClusterView.Key(plan.Metadata.Namespace, plan.Metadata.Name))
            .Select(instance => instance.Metadata.Name!).Order(StringComparer.Ordinal).ToList();
        var desired = new StoragePlan
        {
            Metadata = new ObjectMeta { Namespace = plan.Metadata.Namespace, Name = plan.Metadata.Name, Uid = plan.Metadata.Uid },
            Status = new StoragePlanStatus
            {
                ObservedGeneration = plan.Metadata.Generation,
                UsedBy = users.Count == 0 ? null : users,
                Conditions = Conditions.Next(
                    plan.Status?.Conditions, time.GetUtcNow(), verdict.ToConditions(plan.Metadata.Generation)),
            },
        };
        await writer.ApplyStatusAsync(desired, plan, cancellationToken);
        events.OnVerdict(plan, plan.Status?.Conditions, verdict);
    }

    private static string Approval(CheckReport report)
    {
        var unknown = string.Join(", ", report.NotChecked.Select(finding => finding.Subject));
        return unknown.Length == 0
            ? "The plan was checked against its server and can be used."
            : $"The plan can be used as far as it could be checked. Not checked: {unknown}.";
    }

    private static string StorageTypeOf(StorageCategory category) => category == StorageCategory.Database ? StorageTypes.Database : StorageTypes.File;
}
