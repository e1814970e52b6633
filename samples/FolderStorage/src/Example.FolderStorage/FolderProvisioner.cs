namespace Example.FolderStorage;

#region writing-a-provisioner.md
/// <summary>Gives each environment a folder for its files.</summary>
internal sealed class FolderProvisioner(ILogger<FolderProvisioner> logger)
    : StorageProvisioner<FolderPlan>("folder", StorageCategory.File, logger)
{
    protected override TenantBlueprint Draw(FolderPlan plan, Tenant tenant)
    {
        var part = new FolderPart(plan.Root, tenant);
        return new TenantBlueprint([part], new RuntimeSettings
        {
            { "com.mendix.core.StorageService", "com.mendix.storage.localfilesystem" },
            { "UploadedFilesPath", part.Folder },
        });
    }

    protected override Task<CheckReport> CheckServerAsync(FolderPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport([FolderPart.Reachable(plan.Root)]));
}
#endregion
