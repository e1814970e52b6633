using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>Takes fields and elements out of an object.</summary>
internal static class ItemRemover
{
    public static JsonObject Remove(Schema schema, JsonObject fields, FieldSet unwanted) =>
        RemoveFields(schema, fields, unwanted) ?? [];

    // A container that loses everything becomes null, which normalizing the object then drops.
    private static JsonNode? RemoveFrom(Schema schema, JsonNode? value, FieldSet unwanted) => value switch
    {
        JsonObject fields => schema.AtomicMap ? null : RemoveFields(schema, fields, unwanted),
        JsonArray items => schema.ListType == ListType.Atomic ? null : RemoveItems(schema, items, unwanted),
        _ => value?.DeepClone(),
    };

    private static JsonObject? RemoveFields(Schema schema, JsonObject fields, FieldSet unwanted)
    {
        var result = new JsonObject();
        foreach (var (name, value) in fields)
        {
            var step = PathElement.Field(name);
            if (!unwanted.Has(step))
            {
                result[name] = unwanted.Below(step) is { } below
                    ? RemoveFrom(Ownership.Child(schema, name), value, below)
                    : value?.DeepClone();
            }
        }

        return result.Count > 0 ? result : null;
    }

    private static JsonArray? RemoveItems(Schema schema, JsonArray items, FieldSet unwanted)
    {
        var result = new JsonArray();
        foreach (var item in items)
        {
            var step = PathElement.OfListItem(schema, item);
            if (!unwanted.Has(step))
            {
                result.Add(unwanted.Below(step) is { } below
                    ? RemoveFrom(Ownership.Item(schema), item, below)
                    : item?.DeepClone());
            }
        }

        return result.Count > 0 ? result : null;
    }
}
