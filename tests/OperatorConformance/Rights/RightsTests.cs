using Mendix.PrivateCloud.Operator.Access;
using Mendix.PrivateCloud.OperatorConformance.Harness;
using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance.Rights;

/// <summary>What is called is declared, and the other way round.</summary>
public abstract class RightsTests(ClusterUnderTest cluster)
{
    [Fact]
    public async Task All_that_is_called_is_declared_and_all_that_is_declared_is_called()
    {
        await using var space = await Space.CreateAsync(cluster, "namespace.yaml");
        foreach (var step in new Scenario(space).Steps())
        {
            await step.Act();
            await space.UntilAsync(step.Name, step.IsDone);
        }

        await space.StopOperatorAsync();
        var called = space.Calls.Where(call => call.StatusCode < 300).ToLookup(call => call.Namespace == space.Account.Home);
        Assert.DoesNotContain(space.Calls, call => call.StatusCode == 403);
        AssertSame(OperatorRights.Managing, called[false]);
        AssertSame(OperatorRights.Leading, called[true]);
    }

    // Of a kind that the cluster does not know, nothing is called; of one that it knows, everything.
    private static void AssertSame(IEnumerable<ApiRight> declared, IEnumerable<ApiCall> called) => Assert.Equal(
        declared.Where(right => !right.IsOptional || called.Any(call => call.Resource == right.Resource)).Single().Select(right => right.ToString()).Order(StringComparer.Ordinal),
        called.SelectMany(DeclaredRights.NeededBy).Distinct().Select(right => right.ToString()).Order(StringComparer.Ordinal));
}

public sealed class EmbeddedRightsTests(EmbeddedCluster cluster) : RightsTests(cluster);

public sealed class RealRightsTests(RealCluster cluster) : RightsTests(cluster);
