using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Patching;

/// <summary>
/// Kubernetes' own patch format for built-in kinds: like a merge patch, but lists whose schema says so are merged by key,
/// and directives (<c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder/…</c>, <c>$deleteFromPrimitiveList/…</c>) say the rest.
/// </summary>
internal static class StrategicMergePatch
{
    internal const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string SetElementOrder = "$setElementOrder/";
    private const string DeleteFromList = "$deleteFromPrimitiveList/";

    /// <summary>The patched object; the current one and the patch are left as they are.</summary>
    /// <exception cref="PatchException">A directive is wrong, or an element lacks its merge key.</exception>
    public static JsonObject Apply(JsonObject current, JsonObject patch, Schema schema) =>
        Merge((JsonObject)current.DeepClone(), patch, schema);

    internal static JsonObject Merge(JsonObject target, JsonObject patch, Schema? schema)
    {
        switch (patch.String(Directive))
        {
            case "replace":
                return WithoutDirectives(patch);
            case "delete":
                return [];
            case null or "merge":
                break;
            case var unknown:
                throw new PatchException($"unrecognized type of patch: \"{unknown}\"", malformed: true);
        }

        Retain(target, patch);
        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(DeleteFromList, StringComparison.Ordinal))
            {
                ScalarLists.Remove(target, name[DeleteFromList.Length..], value);
            }
        }

        foreach (var (name, value) in patch)
        {
            if (!name.StartsWith('$'))
            {
                MergeField(target, name, value, schema?.Child(name), patch.Array(SetElementOrder + name));
            }
            else if (name.StartsWith(SetElementOrder, StringComparison.Ordinal)
                && name[SetElementOrder.Length..] is var listName
                && !patch.ContainsKey(listName)
                && target[listName] is JsonArray list)
            {
                var reordered = ListMerge.Merge(list, [], schema?.Child(listName), value as JsonArray);
                target[listName] = reordered;
            }
        }

        return target;
    }

    /// <summary>A value that is new to the object: directives in it have nothing to act upon.</summary>
    internal static JsonNode? WithoutDirectives(JsonNode? value) => value switch
    {
        JsonObject fields => WithoutDirectives(fields),
        JsonArray items => new JsonArray([.. items
            .Where(item => item is not JsonObject fields || fields.String(Directive) is not "delete" and not "replace" || fields.Count > 2)
            .Select(WithoutDirectives)]),
        _ => value?.DeepClone(),
    };

    private static JsonObject WithoutDirectives(JsonObject fields)
    {
        var result = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (value is not null && name is not (Directive or RetainKeys)
                && !name.StartsWith(SetElementOrder, StringComparison.Ordinal)
                && !name.StartsWith(DeleteFromList, StringComparison.Ordinal))
            {
                result[name] = WithoutDirectives(value);
            }
        }

        return result;
    }

    private static void MergeField(JsonObject target, string name, JsonNode? value, Schema? schema, JsonArray? order)
    {
        if (value is null)
        {
            target.Remove(name);
            return;
        }

        target[name] = (target[name], value) switch
        {
            (JsonObject existing, JsonObject patch) when schema?.PatchStrategy.HasFlag(PatchStrategy.Replace) != true => Merge(Take(target, name, existing), patch, schema),
            (JsonArray existing, JsonArray patch) when schema?.PatchStrategy.HasFlag(PatchStrategy.Merge) == true =>
                ListMerge.Merge(existing, patch, schema, order),
            _ => WithoutDirectives(value),
        };
    }

    // A node has one parent: it must leave the old place before it can be put into the new one.
    private static JsonObject Take(JsonObject parent, string name, JsonObject child)
    {
        parent[name] = null;
        return child;
    }

    private static void Retain(JsonObject target, JsonObject patch)
    {
        if (patch[RetainKeys] is not { } directive)
        {
            return;
        }

        if (directive is not JsonArray list)
        {
            throw new PatchException("invalid patch format of retainKeys directive", malformed: true);
        }

        var keep = list.Select(Json.AsString).ToHashSet(StringComparer.Ordinal);
        if (patch.FirstOrDefault(field => field.Value is not null && !field.Key.StartsWith('$') && !keep.Contains(field.Key)) is { Key: not null })
        {
            throw new PatchException("patch can not contain fields that are not in the retainKeys list", malformed: true);
        }

        foreach (var name in target.Select(field => field.Key).Where(name => !keep.Contains(name)).ToList())
        {
            target.Remove(name);
        }
    }
}
