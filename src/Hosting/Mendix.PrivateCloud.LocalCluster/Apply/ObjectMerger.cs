using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>Lays an applied configuration over the live object. Nothing is removed here.</summary>
internal static class ObjectMerger
{
    public static JsonObject Merge(Schema schema, JsonObject live, JsonObject applied)
    {
        var result = new JsonObject();
        foreach (var (name, value) in live)
        {
            result[name] = applied.TryGetPropertyValue(name, out var wanted)
                ? MergeValue(Ownership.Child(schema, name), value, wanted)
                : value?.DeepClone();
        }

        foreach (var (name, value) in applied)
        {
            if (!live.ContainsKey(name))
            {
                result[name] = value?.DeepClone();
            }
        }

        return result;
    }

    private static JsonNode? MergeValue(Schema schema, JsonNode? live, JsonNode? applied)
    {
        switch (live, applied)
        {
            case (JsonObject { Count: > 0 } old, JsonObject wanted) when !schema.AtomicMap:
                return Merge(schema, old, wanted);
            case (JsonArray { Count: > 0 } old, JsonArray wanted) when schema.ListType != ListType.Atomic:
                return MergeItems(schema, old, wanted);
            // Null says nothing about the fields below it.
            case (JsonObject { Count: > 0 }, null) when !schema.AtomicMap && schema.Type == SchemaType.Object:
            case (JsonArray { Count: > 0 }, null) when schema.ListType != ListType.Atomic:
                return live.DeepClone();
            default:
                return applied?.DeepClone();
        }
    }

    /// <summary>
    /// Elements that only the live list has keep their places; those of the applied list come in its order. Where both know an
    /// element, the applied order wins.
    /// </summary>
    private static JsonArray MergeItems(Schema schema, JsonArray live, JsonArray applied)
    {
        var old = live.Select(item => PathElement.OfListItem(schema, item)).ToList();
        var wanted = applied.Select(item => PathElement.OfListItem(schema, item)).ToList();
        var oldItems = new Dictionary<PathElement, JsonNode?>(old.Count);
        for (var i = 0; i < old.Count; i++)
        {
            // An element that the live list has twice is not merged with the applied one.
            oldItems[old[i]] = oldItems.ContainsKey(old[i]) ? null : live[i];
        }

        var wantedSet = wanted.ToHashSet();
        var shared = new Queue<PathElement>(wanted.Where(oldItems.ContainsKey));
        var next = shared.TryDequeue(out var first) ? first : (PathElement?)null;
        var done = new HashSet<PathElement>();
        var result = new JsonArray();
        var (l, w) = (0, 0);
        while (l < old.Count || w < wanted.Count)
        {
            if (l < old.Count && w < wanted.Count)
            {
                if (old[l] == wanted[w])
                {
                    TakeWanted();
                    l++;
                    continue;
                }

                if (wantedSet.Contains(old[l]) && next is not null && next != old[l])
                {
                    l++;
                    continue;
                }
            }

            if (l < old.Count)
            {
                if (!wantedSet.Contains(old[l]))
                {
                    result.Add(live[l]?.DeepClone());
                    l++;
                    continue;
                }

                if (done.Contains(old[l]))
                {
                    l++;
                }
            }

            if (w < wanted.Count)
            {
                TakeWanted();
            }
        }

        return result;

        void TakeWanted()
        {
            var step = wanted[w];
            done.Add(step);
            result.Add(oldItems.GetValueOrDefault(step) is { } previous
                ? MergeValue(Ownership.Item(schema), previous, applied[w])
                : applied[w]?.DeepClone());
            w++;
            if (next == step)
            {
                next = shared.TryDequeue(out var following) ? following : null;
            }
        }
    }
}
