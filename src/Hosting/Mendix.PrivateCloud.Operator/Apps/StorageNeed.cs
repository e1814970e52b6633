using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>One of the two storages an environment needs, and how its fields and objects are called.</summary>
internal sealed record StorageNeed(StorageCategory Category, string StorageType, string Field, string Noun)
{
    public static StorageNeed Database { get; } = new(StorageCategory.Database, StorageTypes.Database, "spec.database.servicePlan", "database");

    public static StorageNeed File { get; } = new(StorageCategory.File, StorageTypes.File, "spec.storage.servicePlan", "file storage");

    public string InstanceName(string app) => Category == StorageCategory.Database ? AppNames.DatabaseInstance(app) : AppNames.FileInstance(app);

    public string? PlanName(MendixApp app) => Category == StorageCategory.Database
        ? app.Spec?.Database?.ServicePlan
        : app.Spec?.Storage?.ServicePlan;
}
