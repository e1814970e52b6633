using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>The set of all leaf fields and elements that an object mentions.</summary>
internal static class FieldSetBuilder
{
    private static readonly FieldSet Nothing = new();

    public static FieldSet Build(Schema schema, JsonNode? value)
    {
        if (value is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }))
        {
            return Nothing;
        }

        var set = new FieldSet();
        switch (value)
        {
            case JsonObject fields when !schema.AtomicMap:
                AddFields(schema, fields, set);
                break;
            case JsonArray items when schema.ListType != ListType.Atomic:
                AddItems(schema, items, set);
                break;
        }

        return set;
    }

    private static void AddFields(Schema schema, JsonObject fields, FieldSet set)
    {
        foreach (var (name, value) in fields)
        {
            var child = Ownership.Child(schema, name);
            var below = Build(child, value);
            var isLeaf = value is null or JsonValue or JsonObject { Count: 0 }
                || (value is JsonObject && child.AtomicMap)
                || (value is JsonArray && child.ListType == ListType.Atomic);
            set.Put(PathElement.Field(name), isLeaf || !Ownership.IsNamedField(schema, name), below);
        }
    }

    private static void AddItems(Schema schema, JsonArray items, FieldSet set)
    {
        var seen = new HashSet<PathElement>(items.Count);
        foreach (var item in items)
        {
            var step = PathElement.OfListItem(schema, item);
            // An element that is there twice is owned as one thing: nobody could say which of them a field belongs to.
            set.Put(step, isMember: true, seen.Add(step) ? Build(Ownership.Item(schema), item) : null);
        }
    }
}
