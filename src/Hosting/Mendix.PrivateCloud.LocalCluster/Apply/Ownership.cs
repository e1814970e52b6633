using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>Which parts of a value are owned on their own, by its schema.</summary>
internal static class Ownership
{
    /// <summary>What the schema does not describe: objects field by field, lists as a whole.</summary>
    public static readonly Schema Undescribed = new() { PreserveUnknownFields = true };

    public static Schema Child(Schema schema, string name) => schema.Child(name) ?? Undescribed;

    public static Schema Item(Schema schema) => schema.Items ?? Undescribed;

    /// <summary>The value is divided into fields that have owners of their own.</summary>
    public static bool IsGranularObject(Schema schema, JsonNode? value) => value is JsonObject && !schema.AtomicMap;

    /// <summary>The value is a list whose elements have owners of their own.</summary>
    public static bool IsGranularList(Schema schema, JsonNode? value) => value is JsonArray && schema.ListType != ListType.Atomic;

    /// <summary>A field of a struct, in contrast to an entry of a map.</summary>
    public static bool IsNamedField(Schema schema, string name) => schema.Properties.ContainsKey(name);

    /// <summary>
    /// The set with the structs that lead to its members: removing <c>spec.a.b</c> may then remove <c>spec.a</c>. Entries of maps
    /// and elements of lists are owned explicitly and are not added.
    /// </summary>
    public static FieldSet WithNamedFields(FieldSet set, Schema schema) => set.Select((step, isMember, children) =>
    {
        if (step.Kind == PathElementKind.Field)
        {
            var named = children is not null && IsNamedField(schema, step.Text);
            return (isMember || named, children is null ? null : WithNamedFields(children, Child(schema, step.Text)));
        }

        var items = step.Kind == PathElementKind.Key ? Item(schema) : Undescribed;
        return (isMember, children is null ? null : WithNamedFields(children, items));
    });
}
