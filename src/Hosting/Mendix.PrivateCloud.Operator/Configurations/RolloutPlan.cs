using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>
/// Which environments may take the newest configuration: a pure function of how they are and of what was granted before.
/// </summary>
/// <remarks>
/// There are so many places, and an environment holds one from its turn on until it is Ready with the configuration. So a configuration
/// with which environments do not come up ends after as many as there are places. An environment that was not well before is no
/// witness: it takes the newest at once, which may be what heals it, and holds no place.
/// </remarks>
internal sealed record RolloutPlan
{
    public required int Places { get; init; }

    /// <summary>The environments that hold a place.</summary>
    public required IReadOnlyList<string> Turns { get; init; }

    /// <summary>Environments that were not well before their turn, until they are Ready.</summary>
    public required IReadOnlyList<string> Unwell { get; init; }

    /// <param name="revision">The newest configuration.</param>
    /// <param name="how">The bounds.</param>
    /// <param name="before">What was granted until now, for this revision or an earlier one.</param>
    /// <param name="environments">How they are, in order of their names.</param>
    public static RolloutPlan Make(
        string revision, OperatorRollout? how, ConfigurationRolloutStatus? before, IReadOnlyList<EnvironmentState> environments)
    {
        var isPaused = how?.Paused == true;
        var granted = (before?.Turns ?? []).ToHashSet(StringComparer.Ordinal);
        var exempt = (before?.Unwell ?? []).ToHashSet(StringComparer.Ordinal);
        var isSameRevision = before?.Revision == revision;

        var unwell = environments.Where(IsUnwell).Select(environment => environment.Name).ToList();
        var turns = environments.Where(HoldsPlace).Select(environment => environment.Name).ToList();
        var places = RolloutPlaces.Of(how?.MaxUnavailable, environments.Count);
        if (!isPaused)
        {
            // The well ones first: they are the witnesses. One that is busy with something else takes its turn when they are through.
            turns.AddRange(environments
                .Where(environment => environment is { IsUpdated: false, Health: not EnvironmentHealth.Blocked })
                .Where(environment => !turns.Contains(environment.Name) && !unwell.Contains(environment.Name))
                .OrderBy(environment => environment.Health)
                .Select(environment => environment.Name)
                .Take(Math.Max(0, places - turns.Count)));
            turns.Sort(StringComparer.Ordinal);
        }

        return new RolloutPlan { Places = places, Turns = turns, Unwell = unwell };

        bool IsUnwell(EnvironmentState environment) => environment.IsUpdated
            ? exempt.Contains(environment.Name) && environment.Health != EnvironmentHealth.Ready
            : !isPaused && environment.Health == EnvironmentHealth.Unwell;

        bool HoldsPlace(EnvironmentState environment) => !IsUnwell(environment) && environment switch
        {
            // One that failed after it was through is a witness again.
            { IsUpdated: true } => environment.Health == EnvironmentHealth.Unwell || (granted.Contains(environment.Name) && environment.Health == EnvironmentHealth.Underway),
            // Its turn came and it has not begun; or it is still busy with the configuration before, and so not there for anybody.
            { Health: EnvironmentHealth.Blocked } => false,
            _ => granted.Contains(environment.Name) && !isPaused && (isSameRevision || environment.Health == EnvironmentHealth.Underway),
        };
    }
}
