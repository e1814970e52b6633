using System.Text.RegularExpressions;
using Example.FolderStorage;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

/// <summary>What the guide says of its sample, beyond the contract, which the sample's own tests prove.</summary>
public sealed partial class FolderStorageTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("folders-");
    private readonly Tenant _tenant = new("apps", "crm", "1");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void The_sample_and_its_tests_are_less_than_a_hundred_lines()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Folder, "samples", "FolderStorage"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(File.ReadAllLines)
            .Count(line => Code().IsMatch(line));
        Assert.InRange(lines, 50, 99);
    }

    [Fact]
    public async Task A_link_that_an_app_left_goes_and_what_it_leads_to_stays()
    {
        await using var provider = Provider();
        var folders = provider.GetRequiredService<IStorageProvisioners>().Get("folder");
        var plan = new FolderPlan { Root = _root.CreateSubdirectory("share").FullName };
        var elsewhere = _root.CreateSubdirectory("elsewhere");
        await File.WriteAllTextAsync(Path.Combine(elsewhere.FullName, "kept"), "data", Cancelled);

        var settings = await folders.ProvisionAsync(plan, _tenant, Cancelled);
        Directory.CreateSymbolicLink(Path.Combine(settings["UploadedFilesPath"]!, "link"), elsewhere.FullName);
        await folders.DeprovisionAsync(plan, _tenant, Cancelled);

        Assert.Empty(Directory.EnumerateFileSystemEntries(plan.Root));
        Assert.Single(elsewhere.EnumerateFiles());
    }

    [Fact]
    public async Task A_share_that_is_not_mounted_is_not_taken_for_an_empty_one()
    {
        await using var provider = Provider();
        var folders = provider.GetRequiredService<IStorageProvisioners>().Get("folder");
        var plan = new FolderPlan { Root = Path.Combine(_root.FullName, "share") };

        await Assert.ThrowsAsync<ProvisioningException>(() => folders.DeprovisionAsync(plan, _tenant, Cancelled));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static ServiceProvider Provider()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        ContainerSnippets.OwnProvisioner(services);
        return services.BuildServiceProvider();
    }

    // Neither blank nor a comment nor a #region.
    [GeneratedRegex(@"^\s*(?!//|#)\S")]
    private static partial Regex Code();
}
