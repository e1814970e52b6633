using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>The StorageInstance that an environment wants.</summary>
internal static class StorageInstanceRenderer
{
    /// <summary>From the plan as it reads now, secrets left out.</summary>
    public static StorageInstance FromPlan(MendixApp app, StorageNeed need, StoragePlan plan, StorageInstance? existing = null)
    {
        var instance = Render(app, need, new StorageInstanceSpec
        {
            AppName = app.Metadata.Name!,
            PlanName = plan.Metadata.Name!,
            StorageType = need.StorageType,
            Dedicated = plan.Spec!.Type == StoragePlanTypes.Dedicated,
            Provisioner = plan.Spec.Provisioner,
            CredentialsRevision = Revision(app),
        });
        // A tenant may be begun at this moment, on the server that the instance names until now.
        instance.Metadata.ResourceVersion = existing?.Metadata.ResourceVersion;
        return instance;
    }

    /// <summary>
    /// From the plan as it read when the tenant was made: a later edit must not disturb what exists. Only who works on it follows the
    /// plan: a corrected or newer image must reach the tenants that are there.
    /// </summary>
    public static StorageInstance AsItIs(MendixApp app, StorageNeed need, StorageInstance existing, StoragePlan? plan) => Render(app, need, new StorageInstanceSpec
    {
        AppName = existing.Spec!.AppName,
        PlanName = existing.Spec.PlanName,
        StorageType = existing.Spec.StorageType,
        Dedicated = existing.Spec.Dedicated,
        Provisioner = Merge(existing.Spec.Provisioner!, plan?.Spec?.Provisioner),
        CredentialsRevision = Revision(app),
    });

    private static ProvisionerReference Merge(ProvisionerReference made, ProvisionerReference? now) => now?.Type == made.Type
        ? new ProvisionerReference { Type = made.Type, Parameters = made.Parameters, CredentialsSecretName = made.CredentialsSecretName, Task = now.Task }
        : made;

    private static string? Revision(MendixApp app) => app.Metadata.Annotations?.GetValueOrDefault(Labels.CredentialsRevision);

    private static StorageInstance Render(MendixApp app, StorageNeed need, StorageInstanceSpec spec)
    {
        var name = app.Metadata.Name!;
        var instance = new StorageInstance { Metadata = Owners.Child(app, need.InstanceName(name), name), Spec = spec };
        instance.Metadata.Finalizers = [Labels.StorageFinalizer];
        return instance;
    }
}
