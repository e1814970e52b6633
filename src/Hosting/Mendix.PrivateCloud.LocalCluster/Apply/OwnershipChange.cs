using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>Carries a change of an object over to who owns its fields.</summary>
internal static class OwnershipChange
{
    /// <summary>The fields of others that a change touches.</summary>
    public static IReadOnlyList<ApplyConflict> FindConflicts(ManagerTable managers, FieldManager writer, Comparison change)
    {
        var touched = change.Modified.Union(change.Added);
        return [.. managers.Entries
            .Where(entry => entry.Key != writer)
            .OrderBy(entry => entry.Key.Name, StringComparer.Ordinal)
            .SelectMany(entry => entry.Value.Fields.Intersection(touched).Paths()
                .Select(path => new ApplyConflict(entry.Key, string.Concat(path.Select(step => step.ToString())))))];
    }

    /// <summary>Others lose what was changed or removed.</summary>
    public static void TakeFromOthers(ManagerTable managers, FieldManager? writer, Comparison change)
    {
        var lost = change.Modified.Union(change.Added).Union(change.Removed);
        foreach (var (manager, owned) in managers.Entries.ToList())
        {
            if (manager != writer)
            {
                managers.Set(manager, owned with { Fields = owned.Fields.Difference(lost) });
            }
        }
    }

    /// <summary>A field that became atomic since it was recorded is owned as a whole by whoever owned a part of it.</summary>
    public static void FollowSchema(ManagerTable managers, Schema schema)
    {
        // Almost never: the sets are only built anew when that is needed.
        foreach (var (manager, owned) in managers.Entries.Where(entry => IsOutdated(entry.Value.Fields, schema)).ToList())
        {
            managers.Set(manager, owned with { Fields = Collapse(owned.Fields, schema) });
        }
    }

    private static bool IsOutdated(FieldSet set, Schema schema) => set.AnyChildren((step, children) =>
        step.Kind == PathElementKind.Field
            ? Ownership.Child(schema, step.Text) is var child && (IsAtomic(child) || IsOutdated(children, child))
            : IsOutdated(children, Ownership.Item(schema)));

    private static bool IsAtomic(Schema schema) =>
        schema.AtomicMap || (schema.Type == SchemaType.Array && schema.ListType == ListType.Atomic);

    private static FieldSet Collapse(FieldSet set, Schema schema) => set.Select((step, isMember, children) =>
    {
        if (children is null)
        {
            return (isMember, null);
        }

        if (step.Kind != PathElementKind.Field)
        {
            return (isMember, Collapse(children, Ownership.Item(schema)));
        }

        var child = Ownership.Child(schema, step.Text);
        return IsAtomic(child) ? (true, null) : (isMember, Collapse(children, child));
    });
}
