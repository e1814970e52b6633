using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Status;

/// <summary>Carries conditions from one status to the next.</summary>
internal static class Conditions
{
    /// <summary>
    /// The new conditions, with the transition time of those whose status stayed. Without this, a status that says
    /// the same as before would differ from it, and the operator would write for ever.
    /// </summary>
    public static List<Condition> Next(IEnumerable<Condition>? before, DateTimeOffset now, params IEnumerable<Condition> next)
    {
        var earlier = (before ?? []).ToDictionary(condition => condition.Type, StringComparer.Ordinal);
        // The API keeps whole seconds.
        var transition = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Offset);
        var conditions = next.ToList();
        foreach (var condition in conditions)
        {
            condition.LastTransitionTime =
                earlier.TryGetValue(condition.Type, out var same) && same.Status == condition.Status ? same.LastTransitionTime : transition;
        }

        return conditions;
    }
}
