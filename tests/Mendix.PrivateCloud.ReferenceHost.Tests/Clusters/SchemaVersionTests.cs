using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.ReferenceHost.Clusters;

public sealed class SchemaVersionTests
{
    private readonly CustomResourceDefinition _ours = Marked();

    [Fact]
    public void A_missing_definition_is_outdated() => Assert.True(SchemaVersion.IsOutdated(null, _ours));

    [Fact]
    public void The_same_definition_is_not() => Assert.False(SchemaVersion.IsOutdated(Marked(), _ours));

    [Fact]
    public void One_without_marks_is_outdated() => Assert.True(SchemaVersion.IsOutdated(CustomResourceDefinitions.All[0], _ours));

    [Fact]
    public void One_of_another_build_of_the_same_version_is_outdated()
    {
        var present = Marked();
        present.Metadata.Annotations!["privatecloud.mendix.com/schema-digest"] = "other";

        Assert.True(SchemaVersion.IsOutdated(present, _ours));
        Assert.False(SchemaVersion.IsNewer(present, _ours));
    }

    [Fact]
    public void One_of_a_later_version_is_left_alone()
    {
        var present = Marked();
        present.Metadata.Annotations!["privatecloud.mendix.com/schema-version"] = "99.0.0";
        present.Metadata.Annotations!["privatecloud.mendix.com/schema-digest"] = "other";

        Assert.True(SchemaVersion.IsNewer(present, _ours));
        Assert.False(SchemaVersion.IsOutdated(present, _ours));
    }

    private static CustomResourceDefinition Marked()
    {
        var definition = CustomResourceDefinitions.All[0];
        SchemaVersion.Mark(definition);
        return definition;
    }
}
