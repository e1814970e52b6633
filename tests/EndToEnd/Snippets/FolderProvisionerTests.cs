using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

/// <summary>The README's own provisioner keeps the contract: it can be repeated, and touches nothing that is not its own.</summary>
public sealed class FolderProvisionerTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("folders-");
    private readonly Tenant _tenant = new("apps", "crm", "1");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private FolderPlan Plan => new() { Root = _root.FullName };

    [Fact]
    public async Task A_folder_comes_and_goes_and_may_be_asked_for_twice()
    {
        await using var provider = Provider();
        var folders = provider.GetRequiredService<IStorageProvisioners>().Get("folder");

        var settings = await folders.ProvisionAsync(Plan, _tenant, Cancelled);
        Assert.True(Directory.Exists(settings["UploadedFilesPath"]));
        await File.WriteAllTextAsync(Path.Combine(settings["UploadedFilesPath"]!, "upload"), "data", Cancelled);
        await folders.ProvisionAsync(Plan, _tenant, Cancelled);
        Assert.True(File.Exists(Path.Combine(settings["UploadedFilesPath"]!, "upload")));

        await folders.DeprovisionAsync(Plan, _tenant, Cancelled);
        await folders.DeprovisionAsync(Plan, _tenant, Cancelled);
        Assert.Empty(_root.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_foreign_folder_of_that_name_is_refused_and_left_alone()
    {
        await using var provider = Provider();
        var folders = provider.GetRequiredService<IStorageProvisioners>().Get("folder");
        var foreign = _root.CreateSubdirectory(TenantName.For(_tenant));

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => folders.ProvisionAsync(Plan, _tenant, Cancelled));
        await folders.DeprovisionAsync(Plan, _tenant, Cancelled);

        Assert.Equal(FailureKind.Conflict, failure.Kind);
        Assert.True(foreign.Exists);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static ServiceProvider Provider()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        ContainerSnippets.OwnProvisioner(services);
        return services.BuildServiceProvider();
    }
}
