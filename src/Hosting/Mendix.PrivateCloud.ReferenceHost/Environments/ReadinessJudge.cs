namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>Decides whether the applied environments are Ready, or whether waiting for them has become pointless.</summary>
/// <param name="applied">The environments that count; others may be in any state.</param>
/// <param name="patience">How long all that is not Ready must have been Failed before it is given up.</param>
internal sealed class ReadinessJudge(IReadOnlyCollection<EnvironmentName> applied, TimeSpan patience)
{
    // A failure may only mean that the operator has not yet seen the plan that was applied a moment earlier.
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(10);

    public Readiness Judge(IReadOnlyList<ResourceNode> trees)
    {
        var byName = trees.ToDictionary(tree => new EnvironmentName(tree.Resource.Namespace, tree.Resource.Name));
        var unready = applied.Where(name => !byName.TryGetValue(name, out var tree) || tree.Resource.State != ResourceState.Ready).ToList();
        if (unready.Count == 0)
        {
            return Readiness.Ready;
        }

        return unready.All(name => byName.TryGetValue(name, out var tree) && tree.Resource.State == ResourceState.Failed && tree.Timing.Elapsed >= patience)
            ? Readiness.Hopeless
            : Readiness.Waiting;
    }
}

/// <summary>How the applied environments stand together.</summary>
internal enum Readiness
{
    Waiting,
    Ready,
    Hopeless,
}
