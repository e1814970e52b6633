using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>
/// What an app's storage should be, from what was observed: the instance to apply (null: leave things as they are),
/// how it is, and what else is wrong with the wish.
/// </summary>
internal sealed record StorageDecision(StorageInstance? Desired, Verdict Verdict, Verdict? Complaint = null)
{
    public static StorageDecision Make(MendixApp app, StorageNeed need, StorageInstance? existing, IReadOnlyList<StoragePlan> plans, IStorageProvisioners provisioners)
    {
        if (existing is not null && Leftover(app, need, existing) is { } leftover)
        {
            return new StorageDecision(null, leftover);
        }

        if (app.Spec?.AllowOverrideSecretsWithSecretStoreCsiDriver == true)
        {
            return ExternalStorage.Decide(app, need, existing);
        }

        var choice = PlanChoice.Make(app, need, plans, provisioners);
        if (existing is null)
        {
            return choice.Problem is { } problem
                ? new StorageDecision(null, problem)
                : new StorageDecision(
                    StorageInstanceRenderer.FromPlan(app, need, choice.Plan!),
                    Verdict.Processing(Reasons.Processing, $"The {need.Noun} is being made."));
        }

        var verdict = VerdictOf(existing);
        if (!HasTenant(existing))
        {
            // Nothing was made yet: a corrected plan or another one must reach the instance.
            return choice.Problem is { } stillWrong
                ? new StorageDecision(null, stillWrong)
                : new StorageDecision(StorageInstanceRenderer.FromPlan(app, need, choice.Plan!, existing), verdict);
        }

        return new StorageDecision(StorageInstanceRenderer.AsItIs(app, need, existing, plans.FirstOrDefault(plan => plan.Metadata.Name == existing.Spec!.PlanName)), verdict, ComplaintAbout(app, need, existing, provisioners));
    }

    /// <summary>Whether anything may have been made on a server: from then on the instance keeps the plan as it was.</summary>
    public static bool HasTenant(StorageInstance instance) => instance.Status is { TenantId: not null } or { Phase: Phases.Ready };

    public static Verdict VerdictOf(StorageInstance instance) =>
        Verdict.Of(instance.Metadata, instance.Status?.Phase, instance.Status?.ObservedGeneration, instance.Status?.Conditions);

    private static Verdict? Leftover(MendixApp app, StorageNeed need, StorageInstance existing)
    {
        var owner = Owners.ControllerOf(existing);
        if (owner is not null && owner.Uid != app.Metadata.Uid)
        {
            var progress = existing.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready)?.Message;
            return Verdict.Processing(
                Reasons.NameStillInUse,
                $"The {need.Noun} of an earlier environment with the name '{app.Metadata.Name}' is still being removed. " +
                $"This environment is made as soon as that is done.{(string.IsNullOrEmpty(progress) ? "" : " " + progress)}");
        }

        return existing.Metadata.DeletionTimestamp is null
            ? null
            : Verdict.Processing(Reasons.Deleting, $"The {need.Noun} is being removed because its StorageInstance was deleted; a new one is made afterwards.");
    }

    private static Verdict? ComplaintAbout(MendixApp app, StorageNeed need, StorageInstance existing, IStorageProvisioners provisioners)
    {
        var wanted = need.PlanName(app);
        if (wanted != existing.Spec!.PlanName)
        {
            return Verdict.Failed(
                Reasons.PlanCannotChange,
                $"{need.Field} is now '{wanted}', but the {need.Noun} was made from the plan '{existing.Spec.PlanName}' and stays there. " +
                $"Set it back to '{existing.Spec.PlanName}', or create a new environment with the other plan and move the data.");
        }

        return PlanChoice.ReplicaProblem(app, need, existing.Spec.Provisioner!.Type, provisioners);
    }
}
