using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>
/// Removes what a typed round trip through Kubernetes would not bring back: nulls, empty lists and empty maps.
/// Empty objects with named fields (<c>emptyDir: {}</c>) mean something and stay.
/// </summary>
internal static class EmptyValues
{
    public static void Remove(Schema schema, JsonObject fields)
    {
        List<string>? empty = null;
        foreach (var (name, value) in fields)
        {
            if (schema.Child(name) is not { Type: not SchemaType.Any } child)
            {
                continue;
            }

            switch (value)
            {
                case null when schema.AdditionalProperties is null:
                // An empty list of managed fields asks for their reset.
                case JsonArray { Count: 0 } when name != "managedFields":
                case JsonObject { Count: 0 } when child.AdditionalProperties is not null:
                    (empty ??= []).Add(name);
                    break;
                case JsonObject nested:
                    Remove(child, nested);
                    break;
                case JsonArray items when child.Items is { Type: SchemaType.Object } itemSchema:
                    foreach (var item in items.OfType<JsonObject>())
                    {
                        Remove(itemSchema, item);
                    }

                    break;
            }
        }

        empty?.ForEach(name => fields.Remove(name));
    }
}
