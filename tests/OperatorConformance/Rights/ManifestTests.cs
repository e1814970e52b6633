using Mendix.PrivateCloud.Testing;
using RbacGenerator;

namespace Mendix.PrivateCloud.OperatorConformance.Rights;

public sealed class ManifestTests
{
    private const string Remedy = "Run `dotnet run --project eng/RbacGenerator`, and look at what changed in deploy/rbac and the operator's README.";

    [Fact]
    public void The_checked_in_manifests_are_what_the_code_declares()
    {
        var folder = Path.Combine(RepositoryRoot.Folder, "deploy", "rbac");

        Assert.Equal(
            RbacFiles.All.Select(file => file.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var stale = RbacFiles.All.Where(file => file.Text != File.ReadAllText(Path.Combine(folder, file.Name))).Select(file => file.Name).ToList();
        Assert.True(stale.Count == 0, $"{string.Join(", ", stale)}: stale. {Remedy}");
    }

    [Fact]
    public void The_table_of_the_README_is_what_the_code_declares()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "src", "Hosting", "Mendix.PrivateCloud.Operator", "README.md"));

        Assert.True(RightsTable.Update(readme) == readme, $"The table of rights is stale. {Remedy}");
    }
}
