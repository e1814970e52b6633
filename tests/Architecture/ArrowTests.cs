namespace Mendix.PrivateCloud.Architecture;

/// <summary>Who may reference whom: Provisioners -> Core &lt;- Kubernetes &lt;- Operator &lt;- ReferenceHost.</summary>
public sealed class ArrowTests
{
    private const string Prefix = "Mendix.PrivateCloud.";
    private const string Kit = "Provisioners.Conformance";

    private static readonly Dictionary<string, string[]> AllowedProjects = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Kubernetes"] = ["Core"],
        // It builds images in its own process; ImageBuild knows nothing of that.
        ["Operator"] = ["Core", "Kubernetes", "ImageBuild"],
        ["Monitoring"] = ["Core", "Kubernetes", "Operator"],
        ["LocalCluster"] = [],
        ["ImageBuild"] = [],
        // A cloud's driver stays out of ImageBuild; Core is only for the registration.
        ["ImageBuild.Ecr"] = ["Core", "ImageBuild"],
        ["Provisioners.*"] = ["Core"],
        // For tests of provisioners, also of those that are written elsewhere: it knows none of them.
        [Kit] = ["Core"],
        // The program of task pods: storage types, builds and a client, and nothing of the operator that orders them.
        ["TaskHost"] = ["Kubernetes", "ImageBuild", "Provisioners.*"],
        ["ReferenceHost"] = ["Core", "Kubernetes", "Operator", "Monitoring", "ImageBuild.Ecr", "LocalCluster", "Provisioners.*"],
    };

    public static TheoryData<string> Projects() => new(Repository.Projects().Select(project => project.Name));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_room_may_see(string name)
    {
        var project = Repository.Projects().Single(candidate => candidate.Name == name);
        var room = Room(name);
        Assert.True(AllowedProjects.TryGetValue(room, out var allowed), $"{name} is a room without a rule: say here what it may reference.");
        Assert.All(project.Projects, reference => Assert.Contains(Room(reference), allowed));
    }

    [Fact]
    public void Core_depends_on_nothing_but_abstractions() =>
        Assert.All(
            Repository.Projects().Single(project => project.Name == Prefix + "Core").Packages,
            package => Assert.Matches(@"^Microsoft\.Extensions\.(.+\.Abstractions|Options)$", package));

    [Fact]
    public void The_conformance_kit_depends_on_xunit_and_a_container() =>
        Assert.All(
            Repository.Projects().Single(project => project.Name == Prefix + Kit).Packages,
            package => Assert.Matches(@"^(Microsoft\.Extensions\.Logging|xunit\.v3\.(assert|extensibility\.core))$", package));

    [Fact]
    public void A_provisioner_depends_on_one_driver_at_most() =>
        Assert.All(
            Repository.Projects().Where(project => Room(project.Name) == "Provisioners.*"),
            project => Assert.InRange(project.Packages.Count(package => !package.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)), 0, 1));

    private static string Room(string project)
    {
        var room = project[Prefix.Length..];
        return room != Kit && room.StartsWith("Provisioners.", StringComparison.Ordinal) ? "Provisioners.*" : room;
    }
}
