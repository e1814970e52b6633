using Mendix.PrivateCloud.Operator.Access;
using Mendix.PrivateCloud.OperatorConformance.Harness;
using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance.Rights;

/// <summary>Where the API server asks for rights on owners, the additional manifests are enough and not too much.</summary>
public sealed class OwnerRightsTests(EnforcingCluster cluster)
{
    [Fact]
    public async Task An_operator_of_the_whole_cluster_needs_no_more_than_its_two_manifests()
    {
        await using var space = await Space.CreateAsync(cluster, "cluster.yaml", "cluster-owner-references.yaml");
        foreach (var step in new Scenario(space).Steps())
        {
            await step.Act();
            await space.UntilAsync(step.Name, step.IsDone);
        }

        // It sees the namespaces of other tests as well, and what is refused while these are removed is not for want of rights.
        Assert.DoesNotContain(space.Calls, call => call.StatusCode == 403 && call.Namespace == space.Name);
    }

    [Fact]
    public Task Each_right_on_owners_is_missed() => SingleRightTests.EachIsMissedAsync(
        cluster, ["namespace.yaml", "namespace-owner-references.yaml"], "mendix-operator-owner-references", OperatorRights.Owning);
}
