using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>
/// Server-side apply: a manager says what it wants of an object, the server merges that into the live object, remembers who
/// wants what, removes what a manager no longer wants and nobody else does, and refuses to overrule others unless forced.
/// </summary>
internal static class ServerSideApply
{
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>
    /// Applies a configuration. The result is not defaulted; normalize and validate it as any other write. Neither argument is changed.
    /// </summary>
    /// <param name="live">The stored object, in the version of the request; null if there is none yet.</param>
    /// <param name="applied">What the manager wants.</param>
    /// <param name="manager">The field manager.</param>
    /// <param name="force">Take over fields that others own.</param>
    /// <param name="type">The kind of the object.</param>
    /// <param name="subresource">The subresource that is applied to; null or empty for the object itself.</param>
    /// <param name="now">The time of the request.</param>
    /// <exception cref="SchemaMismatchException">The configuration does not fit the schema.</exception>
    public static ApplyResult Apply(
        JsonObject? live, JsonObject applied, string manager, bool force, ResourceType type, string? subresource, DateTimeOffset now)
    {
        CheckConfiguration(type, applied);
        try
        {
            return ApplyChecked(live, applied, manager, force, type, subresource, now);
        }
        catch (FormatException problem)
        {
            throw new SchemaMismatchException($"failed to create typed live object ({Named(type, applied)}): {problem.Message}");
        }
    }

    private static ApplyResult ApplyChecked(
        JsonObject? live, JsonObject applied, string manager, bool force, ResourceType type, string? subresource, DateTimeOffset now)
    {
        var request = new ApplyRequest(type, live ?? [], WithoutBookkeeping(applied), FieldManager.Applier(manager, subresource), now);
        var conflicts = request.Run(force);
        if (conflicts.Count > 0 && manager == LastApplied.Manager)
        {
            conflicts = LastApplied.Allow(conflicts, live, type);
            if (conflicts.Count == 0)
            {
                request = new ApplyRequest(type, live ?? [], WithoutBookkeeping(applied), FieldManager.Applier(manager, subresource), now);
                request.Run(force: true);
            }
        }

        return conflicts.Count > 0 ? new ApplyResult(null, false, conflicts) : request.Finish(applied);
    }

    private static void CheckConfiguration(ResourceType type, JsonObject applied)
    {
        if (SchemaMismatch.Find(type.Schema, applied) is { Count: > 0 } mismatches)
        {
            var text = mismatches.Count == 1 ? mismatches[0] : $"errors:\n  {string.Join("\n  ", mismatches)}";
            throw new SchemaMismatchException($"failed to create typed patch object ({Named(type, applied)}): {text}");
        }
    }

    private static string Named(ResourceType type, JsonObject applied) =>
        $"{Json.AsString(applied.At("metadata", "namespace"))}/{Json.AsString(applied.At("metadata", "name"))}; {type.Group}/{type.Version}, Kind={type.Kind}";

    // Clients send these as null or as they read them; they are the server's and no difference.
    private static JsonObject WithoutBookkeeping(JsonObject applied)
    {
        var copy = (JsonObject)applied.DeepClone();
        foreach (var name in (string[])["creationTimestamp", "generation", "selfLink", "managedFields"])
        {
            copy.Object("metadata")?.Remove(name);
        }

        return copy;
    }

    private sealed class ApplyRequest(ResourceType type, JsonObject live, JsonObject applied, FieldManager manager, DateTimeOffset now)
    {
        private readonly Schema _schema = type.Schema;
        private readonly FieldSet _outOfReach = ServerFields.OutOfReach(type, manager.Subresource);
        private readonly ManagerTable _before = ManagerTable.Read(live.Object("metadata").Array("managedFields"));
        private ManagerTable _managers = new();
        private JsonObject _result = [];

        public IReadOnlyList<ApplyConflict> Run(bool force)
        {
            _managers = _before.Copy();
            if (_managers.IsEmpty && live.Count > 0)
            {
                ManagedFields.Record(type, null, live, FieldManager.Updater(BeforeFirstApply, type.ApiVersion, null), _managers, now);
            }

            OwnershipChange.FollowSchema(_managers, _schema);
            var last = _managers.Find(manager);
            var wanted = FieldSetBuilder.Build(_schema, applied).RecursiveDifference(_outOfReach);
            _managers.Set(manager, new OwnedFields(wanted, type.ApiVersion, last?.Time));
            _result = ObjectMerger.Merge(_schema, live, applied);
            if (last is not null && !last.Fields.Difference(wanted).IsEmpty)
            {
                _result = Prune(_result, last.Fields);
            }

            var change = Comparison.Of(live, _result, _schema);
            change.Exclude(_outOfReach);
            var conflicts = force ? [] : OwnershipChange.FindConflicts(_managers, manager, change);
            if (conflicts.Count == 0)
            {
                OwnershipChange.TakeFromOthers(_managers, manager, change);
            }

            return conflicts;
        }

        public ApplyResult Finish(JsonObject configuration)
        {
            var same = JsonNode.DeepEquals(live, _result);
            if (_managers.Find(manager) is { } owned)
            {
                _managers.Set(manager, owned with
                {
                    Fields = owned.Fields.Difference(ServerFields.Metadata),
                    Time = same ? owned.Time : ManagedFields.Time(now),
                });
            }

            if (manager.Name == LastApplied.Manager)
            {
                same &= !LastApplied.Refresh(_result, configuration);
            }

            if (same && live.Count > 0 && _managers.OwnsTheSame(_before))
            {
                return new ApplyResult((JsonObject)live.DeepClone(), false, []);
            }

            if (_result.Object("metadata") is not { } metadata)
            {
                _result["metadata"] = metadata = [];
            }

            ManagedFields.Store(metadata, _managers);
            return new ApplyResult(_result, true, []);
        }

        /// <summary>Removes what this manager applied last time, does not apply now, and nobody else owns.</summary>
        private JsonObject Prune(JsonObject merged, FieldSet last)
        {
            var lastNamed = Ownership.WithNamedFields(last, _schema);
            var everything = Ownership.WithNamedFields(FieldSetBuilder.Build(_schema, merged), _schema);
            var owned = Ownership.WithNamedFields(_managers.AllFields(), _schema);

            // Removing an element removes all that is in it, also what others own: that is added back ...
            var pruned = ItemRemover.Remove(_schema, merged, lastNamed);
            pruned = ItemRemover.Remove(_schema, merged, everything.Difference(FieldsOf(pruned).Union(owned)));

            // ... and so is what nobody owns but was not this manager's either.
            return ItemRemover.Remove(_schema, merged, everything.Difference(FieldsOf(pruned)).Intersection(lastNamed));
        }

        private FieldSet FieldsOf(JsonObject value) => Ownership.WithNamedFields(FieldSetBuilder.Build(_schema, value), _schema);
    }
}
