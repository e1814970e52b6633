using Mendix.PrivateCloud.Operator.Access;
using Mendix.PrivateCloud.OperatorConformance.Harness;

namespace Mendix.PrivateCloud.OperatorConformance.Rights;

/// <summary>One verb on one resource: the smallest thing that can be permitted.</summary>
internal sealed record SingleRight(string Verb, string Group, string Resource)
{
    public override string ToString() => $"{Verb} {Resource}{(Group.Length == 0 ? "" : $".{Group}")}";
}

/// <summary>The declared rights, one by one.</summary>
internal static class DeclaredRights
{
    public static IEnumerable<SingleRight> Single(this IEnumerable<ApiRight> rights) =>
        rights.SelectMany(right => right.Verbs.Select(verb => new SingleRight(verb, right.Group, right.Resource)));

    public static IReadOnlyList<ApiRight> Without(this IEnumerable<ApiRight> rights, SingleRight missing) =>
    [
        .. rights
            .Select(right => right.Group == missing.Group && right.Resource == missing.Resource
                ? right with { Verbs = [.. right.Verbs.Where(verb => verb != missing.Verb)] }
                : right)
            .Where(right => right.Verbs.Count > 0),
    ];

    /// <summary>What a call that succeeded needed.</summary>
    public static IEnumerable<SingleRight> NeededBy(ApiCall call)
    {
        if (call.Resource.Length == 0)
        {
            // Discovery, which everybody may.
            yield break;
        }

        yield return new SingleRight(call.Verb, call.Group, call.Resource);
        if (call is { Verb: "patch", StatusCode: 201 })
        {
            yield return new SingleRight("create", call.Group, call.Resource);
        }
    }
}
