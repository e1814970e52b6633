using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>
/// What a typed round trip through Kubernetes does to a built-in object: nulls, empty lists and empty maps do not come back, and
/// quantities come back in canonical form. Empty objects with named fields (<c>emptyDir: {}</c>) mean something and stay.
/// </summary>
internal static class TypedForm
{
    public static void Apply(Schema schema, JsonObject fields)
    {
        List<(string Name, JsonNode? Value)>? changes = null;
        foreach (var (name, value) in fields)
        {
            if (schema.Child(name) is not { } child)
            {
                continue;
            }

            if (child.DefinitionName == QuantityFormat.DefinitionName && value is JsonValue scalar)
            {
                if (QuantityFormat.Canonical(scalar) is { } canonical && canonical != Json.AsString(scalar))
                {
                    (changes ??= []).Add((name, canonical));
                }
            }
            else if (child.Type != SchemaType.Any && IsEmpty(schema, name, child, value))
            {
                (changes ??= []).Add((name, null));
            }
            else
            {
                Descend(child, value);
            }
        }

        foreach (var (name, value) in changes ?? [])
        {
            if (value is null)
            {
                fields.Remove(name);
            }
            else
            {
                fields[name] = value;
            }
        }
    }

    private static bool IsEmpty(Schema schema, string name, Schema child, JsonNode? value) => value switch
    {
        null => schema.AdditionalProperties is null,
        // An empty list of managed fields asks for their reset.
        JsonArray { Count: 0 } => name != "managedFields",
        JsonObject { Count: 0 } => child.AdditionalProperties is not null,
        _ => false,
    };

    private static void Descend(Schema schema, JsonNode? value)
    {
        if (value is JsonObject nested)
        {
            Apply(schema, nested);
        }
        else if (value is JsonArray items && schema.Items is { Type: SchemaType.Object } itemSchema)
        {
            foreach (var item in items.OfType<JsonObject>())
            {
                Apply(itemSchema, item);
            }
        }
    }
}
