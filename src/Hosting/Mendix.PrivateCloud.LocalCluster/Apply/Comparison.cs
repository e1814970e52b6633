using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>Which fields two states of an object differ in.</summary>
internal sealed class Comparison
{
    private readonly List<PathElement> _path = [];

    private Comparison()
    {
    }

    public FieldSet Added { get; private set; } = new();

    public FieldSet Modified { get; private set; } = new();

    public FieldSet Removed { get; private set; } = new();

    public static Comparison Of(JsonObject before, JsonObject after, Schema schema)
    {
        var comparison = new Comparison();
        comparison.CompareFields(schema, before, after);
        return comparison;
    }

    /// <summary>Leaves out fields, with everything below them, that the request cannot change.</summary>
    public void Exclude(FieldSet fields)
    {
        Added = Added.RecursiveDifference(fields);
        Modified = Modified.RecursiveDifference(fields);
        Removed = Removed.RecursiveDifference(fields);
    }

    // A side that is absent is told apart from one that is null.
    private readonly record struct Side(bool Exists, JsonNode? Value);

    private void Compare(Schema schema, Side before, Side after)
    {
        if (before.Exists && after.Exists && JsonNode.DeepEquals(before.Value, after.Value))
        {
            return;
        }

        var isLeaf = !Descend(schema, before, after);
        if (isLeaf && before.Exists && after.Exists)
        {
            Modified.Insert(_path);
        }

        if (!before.Exists)
        {
            Added.Insert(_path);
        }
        else if (!after.Exists)
        {
            Removed.Insert(_path);
        }
    }

    private bool Descend(Schema schema, Side before, Side after)
    {
        if (IsObject(before) && IsObject(after) && !schema.AtomicMap)
        {
            var (left, right) = (before.Value as JsonObject, after.Value as JsonObject);
            if (left is { Count: > 0 } || right is { Count: > 0 })
            {
                CompareFields(schema, left ?? [], right ?? []);
                return true;
            }
        }
        else if (IsList(before) && IsList(after) && schema.ListType != ListType.Atomic)
        {
            var (left, right) = (before.Value as JsonArray, after.Value as JsonArray);
            if (left is { Count: > 0 } || right is { Count: > 0 })
            {
                CompareItems(schema, left ?? [], right ?? []);
                return true;
            }
        }

        return false;
    }

    private static bool IsObject(Side side) => !side.Exists || side.Value is null or JsonObject;

    private static bool IsList(Side side) => !side.Exists || side.Value is null or JsonArray;

    private void CompareFields(Schema schema, JsonObject before, JsonObject after)
    {
        foreach (var (name, value) in before)
        {
            var exists = after.TryGetPropertyValue(name, out var now);
            CompareStep(PathElement.Field(name), Ownership.Child(schema, name), new Side(true, value), new Side(exists, now));
        }

        foreach (var (name, value) in after)
        {
            if (!before.ContainsKey(name))
            {
                CompareStep(PathElement.Field(name), Ownership.Child(schema, name), default, new Side(true, value));
            }
        }
    }

    private void CompareItems(Schema schema, JsonArray before, JsonArray after)
    {
        var left = Group(schema, before);
        var right = Group(schema, after);
        var items = Ownership.Item(schema);
        foreach (var step in left.Keys.Union(right.Keys).ToList())
        {
            var olds = left.GetValueOrDefault(step) ?? [];
            var news = right.GetValueOrDefault(step) ?? [];
            if (olds.Count <= 1 && news.Count <= 1)
            {
                CompareStep(step, items, First(olds), First(news));
            }
            else
            {
                CompareDuplicates(step, items, olds, news);
            }
        }
    }

    // What is there more than once is compared as one value.
    private void CompareDuplicates(PathElement step, Schema items, List<JsonNode?> before, List<JsonNode?> after)
    {
        var path = new List<PathElement>(_path) { step };
        if (before.Count > 1 && after.Count > 1)
        {
            if (!before.SequenceEqual(after, JsonEquality.Instance))
            {
                Modified.Insert(path);
            }
        }
        else if (before.Count > 1)
        {
            if (after.Count > 0)
            {
                CompareStep(step, items, default, First(after));
            }

            Removed.Insert(path);
        }
        else
        {
            if (before.Count > 0)
            {
                CompareStep(step, items, First(before), default);
            }

            Added.Insert(path);
        }
    }

    private static Side First(List<JsonNode?> items) => items.Count > 0 ? new Side(true, items[0]) : default;

    private static Dictionary<PathElement, List<JsonNode?>> Group(Schema schema, JsonArray items)
    {
        var groups = new Dictionary<PathElement, List<JsonNode?>>(items.Count);
        foreach (var item in items)
        {
            var step = PathElement.OfListItem(schema, item);
            if (!groups.TryGetValue(step, out var group))
            {
                groups[step] = group = [];
            }

            group.Add(item);
        }

        return groups;
    }

    private void CompareStep(PathElement step, Schema schema, Side before, Side after)
    {
        _path.Add(step);
        Compare(schema, before, after);
        _path.RemoveAt(_path.Count - 1);
    }
}
