using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Namespaces;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>Creates and changes objects by the rules that hold for every kind: identity, generation, conflicts, field ownership.</summary>
internal sealed class ObjectWriter(ObjectStore store, NamespaceRules namespaces, TimeProvider timeProvider)
{
    /// <summary>Creates the object; <paramref name="appliedFields"/> are the managed fields that a server-side apply computed.</summary>
    public WriteResult Create(ResourceType type, string space, JsonObject body, WriteOptions options, JsonNode? appliedFields = null)
    {
        ObjectIdentity.Check(type, space, "", body);
        var metadata = ObjectIdentity.Metadata(body);
        if (metadata.String("resourceVersion") is { Length: > 0 } and not "0")
        {
            throw new ApiFailure(500, "", "resourceVersion should not be set on objects to be created");
        }

        FieldChecks.Decode(type, body);
        var warnings = FieldChecks.Check(type, body, options);
        ObjectMetadata.Begin(type, metadata, timeProvider.GetUtcNow());
        var generated = NameFrom(metadata);
        if (type.HasStatus)
        {
            body.Remove("status");
        }

        KindRules.BeforeCreate(type, body);
        type.Normalize(body);
        FieldChecks.Validate(type, body, null);
        KindRules.AfterValidation(type, body, timeProvider.GetUtcNow());
        if (appliedFields is not null)
        {
            metadata["managedFields"] = appliedFields.DeepClone();
        }
        else
        {
            ManagedFields.Update(type, null, body, options.FieldManager, options.Subresource, timeProvider.GetUtcNow());
        }

        return Insert(type, space, EventForm.ToStored(type, body), options, warnings, generated);
    }

    /// <summary>Replaces the object (or its status) with <paramref name="body"/>.</summary>
    public WriteResult Update(ResourceType type, ObjectKey key, JsonObject body, WriteOptions options)
    {
        ObjectIdentity.Check(type, key.Namespace, key.Name, body);
        var metadata = ObjectIdentity.Metadata(body);
        if (metadata.String("resourceVersion") is not { Length: > 0 } && !type.AllowsUnconditionalUpdate())
        {
            throw Failures.Invalid(type.Group, type.Plural, key.Name, [FieldError.VersionRequired]);
        }

        FieldChecks.Decode(type, body);
        var warnings = FieldChecks.Check(type, body, options);
        return Change(type, key, options, Replacement, appliedOwnership: false, warnings);

        JsonObject Replacement(JsonObject old, StoredObject current)
        {
            ObjectMetadata.CheckUid(type, body, old);
            return body.DeepClone().AsObject();
        }
    }

    /// <summary>
    /// Changes the object as a function of its present state, again when another write comes between.
    /// Returning null from <paramref name="change"/> leaves it as it is.
    /// </summary>
    public WriteResult Change(
        ResourceType type,
        ObjectKey key,
        WriteOptions options,
        Func<JsonObject, StoredObject, JsonObject?> change,
        bool appliedOwnership = false,
        IReadOnlyList<string>? warnings = null)
    {
        while (true)
        {
            var current = store.Find(type.StoredAs(), key) ?? throw Failures.NotFound(type.Named(), key.Name);
            var old = EventForm.FromStored(type, current.Parse());
            if (change(old.DeepClone().AsObject(), current) is not { } candidate)
            {
                return new WriteResult(current, Created: false, warnings ?? []);
            }

            ObjectMetadata.CheckVersion(type, candidate, old);
            ObjectMetadata.KeepsUid(type, candidate, old);
            if (TryCommit(type, current, old, candidate, options, appliedOwnership) is { } committed)
            {
                return new WriteResult(committed, Created: false, warnings ?? []);
            }
        }
    }

    private StoredObject? TryCommit(
        ResourceType type, StoredObject current, JsonObject old, JsonObject candidate, WriteOptions options, bool appliedOwnership)
    {
        var now = timeProvider.GetUtcNow();
        var next = Subresources.Confine(type, options.Subresource, old, candidate);
        ObjectMetadata.Keep(next, old);
        KindRules.BeforeUpdate(type, next, old, options.Subresource);
        type.Normalize(next);
        FieldChecks.Validate(type, next, old, options.Subresource);
        KindRules.AfterValidation(type, next, now);
        if (!appliedOwnership)
        {
            ManagedFields.Update(type, old, next, options.FieldManager, options.Subresource, now);
        }

        ObjectMetadata.Count(type, next, old);
        if (ObjectMetadata.SameObject(next, old))
        {
            return current;
        }

        var stored = EventForm.ToStored(type, next);
        if (options.DryRun)
        {
            return StoredObject.From(stored, current.ResourceVersion);
        }

        return ObjectMetadata.IsFinished(type, stored)
            ? store.Remove(type.StoredAs(), current, stored)
            : store.Replace(type.StoredAs(), current, stored);
    }

    private WriteResult Insert(
        ResourceType type, string space, JsonObject value, WriteOptions options, IReadOnlyList<string> warnings, bool generatedName)
    {
        var metadata = value["metadata"]!.AsObject();
        var name = metadata.String("name")!;
        Action guard = () => namespaces.CheckCreation(type, space, name);
        if (options.DryRun)
        {
            guard();
            return store.Find(type.StoredAs(), new ObjectKey(type.Namespaced ? space : "", name)) is null
                ? new WriteResult(StoredObject.Unstored(value), Created: true, warnings)
                : throw Failures.AlreadyExists(type.Named(), name);
        }

        var created = store.Create(type.StoredAs(), value, guard);
        for (var attempt = 0; created is null && generatedName && attempt < 8; attempt++)
        {
            metadata["name"] = ObjectName.Generate(metadata.String("generateName")!);
            created = store.Create(type.StoredAs(), value, guard);
        }

        return created is null
            ? throw Failures.AlreadyExists(type.Named(), metadata.String("name")!)
            : new WriteResult(created, Created: true, warnings);
    }

    private static bool NameFrom(JsonObject metadata)
    {
        if (metadata.String("name") is { Length: > 0 } || metadata.String("generateName") is not { Length: > 0 } prefix)
        {
            return false;
        }

        metadata["name"] = ObjectName.Generate(prefix);
        return true;
    }
}
