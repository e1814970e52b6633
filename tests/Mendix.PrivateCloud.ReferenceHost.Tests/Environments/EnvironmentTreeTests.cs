namespace Mendix.PrivateCloud.ReferenceHost.Environments;

public sealed class EnvironmentTreeTests
{
    [Fact]
    public void What_an_environment_owns_hangs_below_it_in_the_order_in_which_it_comes_into_being()
    {
        var trees = Snapshots.Trees([.. Snapshots.ReadyEnvironment("crm").Reverse()]);

        var crm = Assert.Single(trees);
        Assert.Equal(["crm-database", "crm-file", "crm-build", "crm-endpoint", "crm-runtime"], crm.Children.Select(child => child.Resource.Name));
        Assert.Equal(["crm-database-credentials"], crm.Children[0].Children.Select(child => child.Resource.Name));
        Assert.Equal(["crm-master"], crm.Children[4].Children.Select(child => child.Resource.Name));
        Assert.Equal(9, crm.Flatten().Count());
    }

    [Fact]
    public void Environments_are_sorted_by_namespace_and_name()
    {
        var trees = Snapshots.Trees(
            Snapshots.App("b", ResourceState.Ready),
            Snapshots.App("a", ResourceState.Ready),
            Snapshots.App("z", ResourceState.Ready) with { Namespace = "aaa" });

        Assert.Equal(["z", "a", "b"], trees.Select(tree => tree.Resource.Name));
    }

    [Fact]
    public void Objects_of_others_are_left_out()
    {
        var trees = Snapshots.Trees(
            Snapshots.App("crm", ResourceState.Ready),
            Snapshots.Child("Deployment", "foreign", "somebody"),
            Snapshots.Child("Deployment", "loose", "nobody") with { OwnerUid = null });

        Assert.Single(Assert.Single(trees).Flatten());
    }

    [Fact]
    public void Owners_that_go_round_in_a_circle_do_not_hang_the_display()
    {
        var trees = Snapshots.Trees(
            Snapshots.App("crm", ResourceState.Ready) with { OwnerUid = "uid-b" },
            Snapshots.Child("Build", "b", "crm"));

        Assert.Equal(["crm", "b"], Assert.Single(trees).Flatten().Select(node => node.Resource.Name));
    }
}
