using System.Diagnostics;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Operator.Access;
using Mendix.PrivateCloud.OperatorConformance.Harness;
using Mendix.PrivateCloud.OperatorConformance.Servers;
using RbacGenerator;

namespace Mendix.PrivateCloud.OperatorConformance.Rights;

/// <summary>
/// One right of a role is taken away. Somewhere in the scenario the operator must be refused and stand still; with the right given back
/// it goes on. A scenario that goes well from end to end has shown that the right is superfluous.
/// </summary>
internal sealed class MissingRight(ClusterUnderTest cluster, IReadOnlyList<string> files, SingleRight right)
{
    // Long for an operator that is about to try again, which it does after half a second at most.
    private static readonly TimeSpan StandsStill = TimeSpan.FromSeconds(3);

    /// <param name="role">The name of the role that lacks it.</param>
    /// <param name="rights">What the role holds otherwise.</param>
    /// <returns>Null when the right is needed; otherwise what happened.</returns>
    public async Task<string?> TryAsync(string role, IReadOnlyList<ApiRight> rights)
    {
        JsonObject Role(IReadOnlyList<ApiRight> some) =>
            RoleDocument.Role(role, rights == OperatorRights.Leading ? RoleDocument.OperatorNamespace : null, some);
        await using var space = await Space.CreateAsync(cluster, files, document =>
            (string)document["kind"]! == "Role" && (string)document["metadata"]!["name"]! == role ? Role(rights.Without(right)) : null);

        foreach (var step in new Scenario(space).Steps())
        {
            await step.Act();
            if (await GoesWellAsync(space, step))
            {
                continue;
            }

            if (right.Resource == "events")
            {
                // What could not be told is not told later.
                return null;
            }

            await space.Account.ApplyAsync(Role(rights), space.Name);
            await space.UntilAsync($"with {right} given back, {step.Name}", step.IsDone);
            return null;
        }

        var lists = space.Calls.Count(call => call.Verb == "list" && call.Resource == right.Resource);
        return right.Verb == "watch" && lists > 2
            // It had to look at everything again and again instead.
            ? null
            : $"{right} is superfluous: everything went well without it. Refused were: {string.Join(", ", Refusals(space))}";
    }

    private static async Task<bool> GoesWellAsync(Space space, Step step)
    {
        long? refusedAt = null;
        var isDone = false;
        await space.UntilAsync($"{step.Name}, or the operator stands still", async () =>
        {
            isDone = await step.IsDone();
            refusedAt ??= Refusals(space).Any() ? Stopwatch.GetTimestamp() : null;
            return isDone || (refusedAt is { } since && Stopwatch.GetElapsedTime(since) > StandsStill);
        });
        return isDone;
    }

    private static IEnumerable<ApiCall> Refusals(Space space) => space.Calls.Where(call => call.StatusCode == 403);
}
