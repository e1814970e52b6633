using AcmeStorage.Diagnosis;
using AcmeStorage.Parts;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace AcmeStorage;

#if (Category == "database")
/// <summary>Gives each environment its own database. Yours may take any number of replicas; a database in files takes one.</summary>
internal sealed class MyTypeProvisioner(ILogger<MyTypeProvisioner> logger)
    : StorageProvisioner<MyTypePlan>("my-type", StorageCategory.Database, logger, maxReplicas: 1)
#else
/// <summary>Gives each environment its own place for files.</summary>
internal sealed class MyTypeProvisioner(ILogger<MyTypeProvisioner> logger)
    : StorageProvisioner<MyTypePlan>("my-type", StorageCategory.File, logger)
#endif
{
    protected override TenantBlueprint Draw(MyTypePlan plan, Tenant tenant)
    {
        var folder = new FolderPart(plan.Root, tenant);
        return new TenantBlueprint([folder], MyTypeSettings.Of(folder.Folder));
    }

    protected override Task<CheckReport> CheckServerAsync(MyTypePlan plan, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport([MyTypeCheck.Reachable(plan.Root)]));

    protected override ProvisioningException Classify(Exception exception, MyTypePlan plan) =>
        MyTypeFailure.Of(exception, plan) ?? base.Classify(exception, plan);
}
