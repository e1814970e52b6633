using System.Globalization;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>Keeps <c>metadata.managedFields</c> through writes that are not server-side applies.</summary>
internal static class ManagedFields
{
    private const int MaxUpdaters = 10;
    private const string MergedUpdaters = "ancient-changes";

    /// <summary>
    /// Records in <paramref name="after"/>, in place, that <paramref name="manager"/> set what differs from <paramref name="before"/>.
    /// Nothing differs: nothing is recorded, no time changes. A client that sends <c>managedFields: []</c> clears the record.
    /// </summary>
    /// <param name="type">The kind of both objects.</param>
    /// <param name="before">The stored object; null on create.</param>
    /// <param name="after">The object as it will be stored, defaulted.</param>
    /// <param name="manager">Who writes; empty for unknown.</param>
    /// <param name="subresource">The subresource that is written through; null or empty for the object itself.</param>
    /// <param name="now">The time of the write.</param>
    public static void Update(
        ResourceType type, JsonObject? before, JsonObject after, string manager, string? subresource, DateTimeOffset now)
    {
        if (after.Object("metadata") is not { } metadata)
        {
            return;
        }

        var managers = CurrentManagers(before, metadata, subresource);
        // Ownership that was cleared is not tracked again by plain writes, only by the next apply.
        if (!managers.IsEmpty || before is null)
        {
            try
            {
                Record(type, before, after, FieldManager.Updater(manager, type.ApiVersion, subresource), managers, now);
            }
            catch (FormatException)
            {
                // An element that cannot be identified must not make the object unwritable; who owns what stays as it was.
                managers = ReadOrNone(before);
            }
        }

        Store(metadata, managers);
    }

    internal static void Record(
        ResourceType type, JsonObject? before, JsonObject after, FieldManager writer, ManagerTable managers, DateTimeOffset now)
    {
        OwnershipChange.FollowSchema(managers, type.Schema);
        var change = Comparison.Of(before ?? EmptyObject.Of(type), after, type.Schema);
        change.Exclude(ServerFields.OutOfReach(type, writer.Subresource));
        OwnershipChange.TakeFromOthers(managers, null, change);
        var written = change.Modified.Union(change.Added).Difference(ServerFields.Metadata);
        if (!written.IsEmpty)
        {
            var previous = managers.Find(writer);
            // Kubernetes records no time for writes to the scale.
            var time = writer.Subresource == Http.ScaleHandler.Subresource ? null : Time(now);
            managers.Set(writer, new OwnedFields(previous is null ? written : previous.Fields.Union(written), type.ApiVersion, time));
            MergeOldest(managers);
        }
    }

    /// <summary>RFC 3339 in whole seconds, as Kubernetes writes it.</summary>
    internal static string Time(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static void Store(JsonObject metadata, ManagerTable managers)
    {
        if (managers.Write() is { } entries)
        {
            metadata["managedFields"] = entries;
        }
        else
        {
            metadata.Remove("managedFields");
        }
    }

    internal static ManagerTable ReadOrNone(JsonObject? value)
    {
        try
        {
            return ManagerTable.Read(value.Object("metadata").Array("managedFields"));
        }
        catch (FormatException)
        {
            return new ManagerTable();
        }
    }

    // A client may edit the record itself, but not through a subresource; one that sends none keeps what is stored.
    private static ManagerTable CurrentManagers(JsonObject? before, JsonObject metadata, string? subresource)
    {
        if (string.IsNullOrEmpty(subresource) && metadata.Array("managedFields") is { } sent)
        {
            if (sent.Count == 0 || (sent.Count == 1 && sent[0] is JsonObject { Count: 0 }))
            {
                return new ManagerTable();
            }

            var managers = ReadOrNone(new JsonObject { ["metadata"] = metadata.DeepClone() });
            if (!managers.IsEmpty)
            {
                return managers;
            }
        }

        return ReadOrNone(before);
    }

    /// <summary>Too many updaters, e.g. with names that change: the oldest are merged into one entry.</summary>
    private static void MergeOldest(ManagerTable managers)
    {
        var updaters = managers.Entries.Where(entry => !entry.Key.Applies)
            .OrderBy(entry => ManagerTable.Seconds(entry.Value.Time))
            .ThenBy(entry => entry.Key.Name, StringComparer.Ordinal)
            .ToList();
        if (updaters.Count <= MaxUpdaters)
        {
            return;
        }

        var merged = updaters.Take(updaters.Count - MaxUpdaters + 1).ToList();
        merged.ForEach(entry => managers.Remove(entry.Key));
        var version = merged[^1].Value.ApiVersion;
        managers.Set(
            FieldManager.Updater(MergedUpdaters, version, null),
            new OwnedFields(
                merged.Aggregate(new FieldSet(), (all, entry) => all.Union(entry.Value.Fields)), version, merged[^1].Value.Time));
    }
}
