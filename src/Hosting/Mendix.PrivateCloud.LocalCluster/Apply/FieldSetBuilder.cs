using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Patching;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>The set of all leaf fields and elements that an object mentions.</summary>
internal static class FieldSetBuilder
{
    public static FieldSet Build(Schema schema, JsonNode? value)
    {
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

    /// <summary>Refuses what cannot be owned: unknown fields, wrong types, elements without a key, the same key twice.</summary>
    /// <exception cref="PatchException">The first thing that is wrong.</exception>
    public static void Check(Schema schema, JsonNode? value, string path)
    {
        switch (value)
        {
            case null:
                return;
            case JsonObject fields:
                Require(schema, SchemaType.Object, value, path);
                foreach (var (name, child) in fields)
                {
                    if (schema.Child(name) is null && !schema.PreserveUnknownFields && schema.Type != SchemaType.Any)
                    {
                        throw new PatchException($"{path}.{name}: field not declared in schema", malformed: true);
                    }

                    Check(Ownership.Child(schema, name), child, $"{path}.{name}");
                }

                return;
            case JsonArray items:
                Require(schema, SchemaType.Array, value, path);
                CheckItems(schema, items, path);
                return;
            default:
                Require(schema, SchemaType.Any, value, path);
                return;
        }
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

    private static void CheckItems(Schema schema, JsonArray items, string path)
    {
        var seen = new HashSet<PathElement>();
        for (var i = 0; i < items.Count; i++)
        {
            var step = new PathElement(PathElementKind.Index, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (schema.ListType != ListType.Atomic)
            {
                try
                {
                    step = PathElement.OfListItem(schema, items[i]);
                }
                catch (FormatException problem)
                {
                    throw new PatchException($"{path}: element {i}: {problem.Message}", malformed: true);
                }

                if (!seen.Add(step))
                {
                    throw new PatchException($"{path}: duplicate entries for key {step}", malformed: true);
                }
            }

            Check(Ownership.Item(schema), items[i], path + step);
        }
    }

    private static void Require(Schema schema, SchemaType actual, JsonNode value, string path)
    {
        var kind = Json.Kind(value);
        var expected = schema.Type switch
        {
            SchemaType.Any => null,
            SchemaType.Object => actual == SchemaType.Object ? null : "map",
            SchemaType.Array => actual == SchemaType.Array ? null : "list",
            SchemaType.Integer or SchemaType.Number => kind == JsonValueKind.Number ? null : "numeric (int or float)",
            SchemaType.Boolean => kind is JsonValueKind.True or JsonValueKind.False ? null : "boolean",
            _ => kind == JsonValueKind.String || schema.Format is "date-time" ? null : "string",
        };
        if (expected is not null)
        {
            throw new PatchException($"{path}: expected {expected}, got {value.ToJsonString(Json.Relaxed)}", malformed: true);
        }
    }
}
