using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Reads who owns which field of an object (<c>metadata.managedFields</c>).</summary>
public static class FieldOwnership
{
    /// <summary>
    /// Drops the managed fields of all other managers: they are often the largest part of an object, and nothing but the own ones is needed
    /// to apply. For <see cref="InformerOptions{T}.Transform"/>.
    /// </summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="resource">The object; it is changed.</param>
    /// <param name="fieldManager">The manager whose entries stay.</param>
    /// <returns>The same object.</returns>
    public static T KeepOnly<T>(T resource, string fieldManager)
        where T : class, IKubernetesObject<T>
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resource.Metadata.ManagedFields is { } entries)
        {
            var own = entries.FindAll(entry => IsApplied(entry, fieldManager));
            resource.Metadata.ManagedFields = own.Count == 0 ? null : own;
        }

        return resource;
    }

    /// <summary>Whether a manager applied a field of the object.</summary>
    /// <param name="resource">The object, with its managed fields.</param>
    /// <param name="fieldManager">The manager.</param>
    /// <param name="path">The names of the fields down to the one meant, such as <c>spec</c>, <c>replicas</c>. Lists cannot be gone through.</param>
    public static bool Owns(IKubernetesObject resource, string fieldManager, params ReadOnlySpan<string> path)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var entry in resource.Metadata.ManagedFields ?? [])
        {
            if (IsApplied(entry, fieldManager) && entry.FieldsV1 is { } fields && Contains(fields, path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The path of the first field that the manager owns and the desired object does not set.</summary>
    internal static string? FindAbandoned(
        TypeShape shape, object desired, List<ManagedFieldsEntry>? entries, string fieldManager, string? subresource)
    {
        foreach (var entry in entries ?? [])
        {
            // Before 1.22 the server kept one entry for the object and its status, without naming the sub-resource.
            if (IsApplied(entry, fieldManager) && (entry.Subresource ?? subresource) == subresource && entry.FieldsV1 is { ValueKind: JsonValueKind.Object } fields
                && AbandonedFields.Find(shape, desired, fields, subresource) is { } path)
            {
                return path;
            }
        }

        return null;
    }

    private static bool IsApplied(ManagedFieldsEntry entry, string fieldManager) => entry.Manager == fieldManager && entry.Operation == "Apply";

    private static bool Contains(JsonElement fields, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (fields.ValueKind != JsonValueKind.Object || !fields.TryGetProperty($"f:{name}", out fields))
            {
                return false;
            }
        }

        return true;
    }
}
