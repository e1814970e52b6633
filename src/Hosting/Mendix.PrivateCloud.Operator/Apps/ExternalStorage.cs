using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>Storage whose credentials come from an external secret store: then there are no plans (documented in the reference).</summary>
internal static class ExternalStorage
{
    private const string Field = "spec.allowOverrideSecretsWithSecretStoreCSIDriver";

    /// <summary>Whether external credentials are wished for an environment that has storage of its own, and runs with it.</summary>
    public static bool IsTooLate(AppObservation seen) =>
        seen.App.Spec?.AllowOverrideSecretsWithSecretStoreCsiDriver == true && (seen.Database ?? seen.File) is not null;

    public static StorageDecision Decide(MendixApp app, StorageNeed need, StorageInstance? existing)
    {
        if (existing is not null)
        {
            return new StorageDecision(
                StorageInstanceRenderer.AsItIs(app, need, existing, plan: null),
                StorageDecision.VerdictOf(existing),
                Verdict.Failed(
                    Reasons.PlanCannotChange,
                    $"{Field} is true, but the {need.Noun} was made from the plan '{existing.Spec?.PlanName}' and stays there. " +
                    "Set it to false, or make a new environment with an external secret store."));
        }

        return string.IsNullOrWhiteSpace(need.PlanName(app))
            ? new StorageDecision(null, Verdict.Ready(Reasons.External, $"The credentials of the {need.Noun} come from an external secret store."))
            : new StorageDecision(null, Verdict.Failed(
                Reasons.InvalidField,
                $"{need.Field} names a plan although {Field} is true: with an external secret store no plan is used. Remove one of them."));
    }
}
