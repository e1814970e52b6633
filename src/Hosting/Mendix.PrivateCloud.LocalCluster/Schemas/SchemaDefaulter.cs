using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Fills in the defaults of a schema, parents before children, so that a defaulted object gets its own defaults too.</summary>
internal static class SchemaDefaulter
{
    public static void Apply(Schema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields:
                ApplyToObject(schema, fields);
                break;
            case JsonArray items when schema.Items is { } itemSchema:
                foreach (var item in items)
                {
                    Apply(itemSchema, item);
                }

                break;
        }
    }

    // A null that the schema does not allow is the same as nothing, as Kubernetes has it since CustomResourceDefinition v1.
    private static void DropNulls(Schema schema, JsonObject fields)
    {
        List<string>? nulls = null;
        foreach (var (name, value) in fields)
        {
            if (value is null && schema.Child(name) is { Nullable: false, Type: not SchemaType.Any })
            {
                (nulls ??= []).Add(name);
            }
        }

        nulls?.ForEach(name => fields.Remove(name));
    }

    private static void ApplyToObject(Schema schema, JsonObject fields)
    {
        foreach (var (name, child) in schema.DefaultedProperties)
        {
            if (!fields.TryGetPropertyValue(name, out var value) || (value is null && !child.Nullable))
            {
                fields[name] = child.Default!.DeepClone();
            }
        }

        DropNulls(schema, fields);
        schema.Defaulter?.Invoke(fields);
        foreach (var (name, value) in fields)
        {
            if (value is JsonObject or JsonArray && schema.Child(name) is { } child)
            {
                Apply(child, value);
            }
        }
    }
}
