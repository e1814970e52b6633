namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>A field that the applier wants to change and somebody else owns.</summary>
/// <param name="Manager">The owner.</param>
/// <param name="Field">The path, e.g. <c>.spec.replicas</c>.</param>
internal sealed record ApplyConflict(FieldManager Manager, string Field)
{
    /// <summary>The message of the cause in the Status; its reason is <c>FieldManagerConflict</c>, its field <see cref="Field"/>.</summary>
    public string CauseMessage => $"conflict with {Manager}";

    /// <summary>The message of the Status (409, reason Conflict).</summary>
    public static string Describe(IReadOnlyList<ApplyConflict> conflicts)
    {
        if (conflicts.Count == 1)
        {
            return $"Apply failed with 1 conflict: {conflicts[0].CauseMessage}: {conflicts[0].Field}";
        }

        var lines = conflicts
            .GroupBy(conflict => conflict.Manager)
            .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
            .SelectMany(group => group.Select(conflict => $"- {conflict.Field}").Prepend($"conflicts with {group.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }
}
