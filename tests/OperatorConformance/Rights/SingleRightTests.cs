using System.Collections.Concurrent;
using Mendix.PrivateCloud.Operator.Access;
using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance.Rights;

/// <summary>Without any single one of its rights the operator cannot do its work; with it again, it goes on by itself.</summary>
public sealed class SingleRightTests(RealCluster cluster)
{
    [Fact]
    public Task Each_right_in_a_managed_namespace_is_missed() =>
        EachIsMissedAsync(cluster, ["namespace.yaml"], "mendix-operator", OperatorRights.Managing);

    [Fact]
    public Task Each_right_on_the_Lease_is_missed() =>
        EachIsMissedAsync(cluster, ["namespace.yaml"], "mendix-operator-leader", OperatorRights.Leading);

    internal static async Task EachIsMissedAsync(ClusterUnderTest cluster, IReadOnlyList<string> files, string role, IReadOnlyList<ApiRight> rights)
    {
        var superfluous = new ConcurrentQueue<string>();
        // They wait most of the time.
        await Parallel.ForEachAsync(
            // The real server is older than the optional kinds.
            rights.Where(right => !right.IsOptional).Single(),
            new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = TestContext.Current.CancellationToken },
            async (right, _) =>
            {
                if (await new MissingRight(cluster, files, right).TryAsync(role, rights) is { } complaint)
                {
                    superfluous.Enqueue(complaint);
                }
            });
        Assert.Empty(superfluous);
    }
}
