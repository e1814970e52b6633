using CrdGenerator;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Testing;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Definitions;

public sealed class CrdFilesTests
{
    private const string Remedy = "Run `dotnet run --project eng/CrdGenerator`, build again, and look at what changed in deploy/crds.";

    [Fact]
    public void The_checked_in_files_are_what_the_types_say()
    {
        var folder = Path.Combine(RepositoryRoot.Folder, "deploy", "crds");
        var checkedIn = Directory.GetFiles(folder, "*.yaml").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

        AssertSame(CrdFiles.Generate(), checkedIn);
    }

    [Fact]
    public void The_embedded_files_are_what_the_types_say() => AssertSame(CrdFiles.Generate(), CustomResourceDefinitions.Files);

    [Fact]
    public void All_gives_seven_definitions_that_a_caller_may_change()
    {
        CustomResourceDefinitions.All[0].Metadata.Name = "changed";

        Assert.Equal(
            [
                "builds.privatecloud.mendix.com",
                "endpoints.privatecloud.mendix.com",
                "mendixapps.privatecloud.mendix.com",
                "operatorconfigurations.privatecloud.mendix.com",
                "runtimes.privatecloud.mendix.com",
                "storageinstances.privatecloud.mendix.com",
                "storageplans.privatecloud.mendix.com",
            ],
            CustomResourceDefinitions.All.Select(crd => crd.Metadata.Name));
    }

    private static void AssertSame(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.True(file.Value == actual[file.Key], $"{file.Key} is stale. {Remedy}"));
    }
}
