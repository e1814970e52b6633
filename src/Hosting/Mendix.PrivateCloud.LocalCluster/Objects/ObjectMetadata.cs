using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>The part of <c>metadata</c> that only the server writes.</summary>
internal static class ObjectMetadata
{
    private static readonly string[] ServerOwned =
        ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "resourceVersion", "selfLink"];

    public static void Begin(ResourceType type, JsonObject metadata, DateTimeOffset now)
    {
        foreach (var name in ServerOwned)
        {
            metadata.Remove(name);
        }

        metadata.Remove("managedFields");
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = now.ToKubernetesTime();
        if (type.HasGeneration())
        {
            metadata["generation"] = 1;
        }
    }

    /// <summary>A write that names a resourceVersion means that state of the object.</summary>
    public static void CheckVersion(ResourceType type, JsonObject candidate, JsonObject old)
    {
        var (next, present) = (ObjectIdentity.Metadata(candidate), old["metadata"]!.AsObject());
        if (next.String("resourceVersion") is { Length: > 0 } version and not "0" && version != present.String("resourceVersion"))
        {
            throw Failures.Modified(type.Named(), present.String("name")!);
        }
    }

    /// <summary>Replacing an object of another uid conflicts.</summary>
    public static void CheckUid(ResourceType type, JsonObject candidate, JsonObject old)
    {
        if (OtherUid(candidate, old) is { } uid)
        {
            var present = old["metadata"]!.AsObject();
            throw Failures.Conflict(
                type.Named(), present.String("name")!, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {present.String("uid")}");
        }
    }

    /// <summary>A patch that sets another uid is invalid, which Kubernetes finds twice.</summary>
    public static void KeepsUid(ResourceType type, JsonObject candidate, JsonObject old)
    {
        if (OtherUid(candidate, old) is { } uid)
        {
            var error = FieldError.Invalid("metadata.uid", uid, "field is immutable");
            throw Failures.Invalid(type, old["metadata"].String("name")!, [error, error]);
        }
    }

    private static string? OtherUid(JsonObject candidate, JsonObject old) =>
        ObjectIdentity.Metadata(candidate).String("uid") is { Length: > 0 } uid && uid != old["metadata"].String("uid") ? uid : null;

    /// <summary>Whatever a client says of the server's own fields, they stay.</summary>
    public static void Keep(JsonObject next, JsonObject old)
    {
        var (metadata, present) = (ObjectIdentity.Metadata(next), old["metadata"]!.AsObject());
        foreach (var name in ServerOwned)
        {
            if (present[name] is { } value)
            {
                metadata[name] = value.DeepClone();
            }
            else
            {
                metadata.Remove(name);
            }
        }
    }

    /// <summary>The generation counts changes of what is wanted: not of metadata, not of a status that has its own subresource.</summary>
    public static void Count(ResourceType type, JsonObject next, JsonObject old)
    {
        if (type.HasGeneration() && !SameDesiredState(type, next, old))
        {
            next["metadata"]!["generation"] = (old["metadata"].Integer("generation") ?? 0) + 1;
        }
    }

    /// <summary>Nothing differs except, at most, the times in the managed fields: then nothing is written.</summary>
    public static bool SameObject(JsonObject next, JsonObject old) =>
        next.Count == old.Count
        && next.All(field => old.TryGetPropertyValue(field.Key, out var value)
            && (field.Key == "metadata" ? SameMetadata(field.Value!.AsObject(), value!.AsObject()) : JsonNode.DeepEquals(field.Value, value)));

    /// <summary>A deleted object goes with its last finalizer.</summary>
    public static bool IsFinished(ResourceType type, JsonObject value)
    {
        var metadata = value["metadata"]!.AsObject();
        return metadata["deletionTimestamp"] is not null
            && metadata.Array("finalizers") is not { Count: > 0 }
            && (type.Kind != "Namespace" || type.IsCustom || value["spec"].Array("finalizers") is not { Count: > 0 });
    }

    private static bool SameDesiredState(ResourceType type, JsonObject next, JsonObject old)
    {
        bool Counts(string name) => name != "metadata" && !(name == "status" && type.HasStatus);
        return next.Count(field => Counts(field.Key)) == old.Count(field => Counts(field.Key))
            && next.All(field => !Counts(field.Key)
                || (old.TryGetPropertyValue(field.Key, out var value) && JsonNode.DeepEquals(field.Value, value)));
    }

    private static bool SameMetadata(JsonObject next, JsonObject old) =>
        next.Count == old.Count
        && next.All(field => old.TryGetPropertyValue(field.Key, out var value)
            && (field.Key == "managedFields"
                ? SameManagedFields(field.Value!.AsArray(), value!.AsArray())
                : JsonNode.DeepEquals(field.Value, value)));

    private static bool SameManagedFields(JsonArray next, JsonArray old) =>
        next.Count == old.Count && next.Zip(old).All(pair => SameEntry(pair.First!.AsObject(), pair.Second!.AsObject()));

    private static bool SameEntry(JsonObject next, JsonObject old) =>
        next.Count == old.Count
        && next.All(field => field.Key == "time"
            || (old.TryGetPropertyValue(field.Key, out var value) && JsonNode.DeepEquals(field.Value, value)));
}
