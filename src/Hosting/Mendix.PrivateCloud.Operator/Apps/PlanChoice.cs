using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>The plan that an app names for one of its storages, or why it cannot be used.</summary>
internal sealed record PlanChoice(StoragePlan? Plan, Verdict? Problem)
{
    public static PlanChoice Make(MendixApp app, StorageNeed need, IReadOnlyList<StoragePlan> plans, IStorageProvisioners provisioners)
    {
        var name = need.PlanName(app);
        if (string.IsNullOrWhiteSpace(name))
        {
            return Refuse(Reasons.MissingField, $"{need.Field} is not set. {Fitting(need, plans)}");
        }

        var plan = plans.FirstOrDefault(candidate => candidate.Metadata.Name == name);
        if (plan?.Spec?.Provisioner is null)
        {
            return Refuse(Reasons.UnknownPlan, $"{need.Field} names the StoragePlan '{name}', which does not exist in this namespace. {Fitting(need, plans)}");
        }

        if (plan.Spec.StorageType != need.StorageType)
        {
            return Refuse(
                Reasons.WrongPlanCategory,
                $"{need.Field} names the StoragePlan '{name}', which is for {plan.Spec.StorageType} storage, not for {need.StorageType}. {Fitting(need, plans)}");
        }

        var problem = WrongProvisioner(need, plan, provisioners) ?? ExposedSecret(plan, provisioners) ?? ReplicaProblem(app, need, plan.Spec.Provisioner.Type, provisioners);
        return problem is null ? new PlanChoice(plan, null) : new PlanChoice(null, problem);
    }

    public static Verdict? ReplicaProblem(MendixApp app, StorageNeed need, string provisionerType, IStorageProvisioners provisioners)
    {
        // An unknown type is told by the StorageInstance and the plan.
        var most = provisioners.Types.Contains(provisionerType) ? provisioners.Get(provisionerType).Descriptor.MaxReplicas : null;
        return most is { } limit && (app.Spec?.Replicas ?? 1) > limit
            ? Verdict.Failed(
                Reasons.TooManyReplicas,
                $"spec.replicas is {app.Spec!.Replicas}, but {need.Noun} of the type '{provisionerType}' serves at most {limit}. " +
                $"Set spec.replicas to {limit}, or create the environment with another plan.")
            : null;
    }

    private static Verdict? WrongProvisioner(StorageNeed need, StoragePlan plan, IStorageProvisioners provisioners)
    {
        var type = plan.Spec!.Provisioner!.Type;
        return provisioners.Types.Contains(type) && provisioners.Get(type).Descriptor.Category != need.Category
            ? Verdict.Failed(
                Reasons.WrongPlanCategory,
                $"{need.Field} names the StoragePlan '{plan.Metadata.Name}', whose provisioner '{type}' makes no {need.Noun}. Correct the plan, or name another one.")
            : null;
    }

    // A StorageInstance keeps the plan's parameters. A secret that was put there by mistake must not be copied on.
    private static Verdict? ExposedSecret(StoragePlan plan, IStorageProvisioners provisioners)
    {
        var reference = plan.Spec!.Provisioner!;
        if (reference.Parameters is not { ValueKind: JsonValueKind.Object } parameters || !provisioners.Types.Contains(reference.Type))
        {
            return null;
        }

        var exposed = provisioners.Get(reference.Type).Descriptor.Plan.Fields
            .FirstOrDefault(field => field.IsSecret && parameters.TryGetProperty(field.Name, out _));
        return exposed is null ? null : Verdict.Failed(
            Reasons.PlanInvalid,
            $"The StoragePlan '{plan.Metadata.Name}' has the secret '{exposed.Name}' among its parameters, where anybody can read it. " +
            $"Remove it there, change it on the server, and put the new value into the plan's Secret under the key '{exposed.Name}'.");
    }

    private static PlanChoice Refuse(string reason, string message) => new(null, Verdict.Failed(reason, message));

    private static string Fitting(StorageNeed need, IReadOnlyList<StoragePlan> plans)
    {
        var names = plans.Where(plan => plan.Spec?.StorageType == need.StorageType).Select(plan => plan.Metadata.Name!).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0
            ? $"Create a StoragePlan with storageType '{need.StorageType}' first; there is none."
            : $"Set it to one of: {string.Join(", ", names)}.";
    }
}
