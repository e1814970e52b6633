using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>Writes schemas as OpenAPI; named ones once, into <see cref="Definitions"/>, and by reference where they are used.</summary>
internal sealed class DefinitionWriter(OpenApiVersion version)
{
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    /// <summary>The named schemas written so far.</summary>
    public JsonObject Definitions => new(_definitions.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    /// <summary>Writes the schema of a kind and of its list; refer to them by name.</summary>
    public void AddKind(ResourceType type)
    {
        var name = type.Schema.DefinitionName!;
        Reference(type.Schema);
        _definitions[name]["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKindOf(type, type.Kind));
        Reference(CommonDefinitions.List(type));
        _definitions[ListName(type)]["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKindOf(type, type.ListKind));
    }

    public static string ListName(ResourceType type) => type.Schema.DefinitionName + "List";

    public static JsonObject GroupVersionKindOf(ResourceType type, string kind) => new()
    {
        ["group"] = type.Group,
        ["kind"] = kind,
        ["version"] = type.Version,
    };

    /// <summary>A reference to a named schema, which is written if it is not there yet.</summary>
    public JsonObject Reference(Schema schema)
    {
        var name = schema.DefinitionName!;
        if (!_definitions.ContainsKey(name))
        {
            // In place before its fields are written: a schema may refer to itself.
            var definition = _definitions[name] = [];
            Fill(definition, schema, schema.DefinitionDescription ?? schema.Description);
        }

        return ReferenceTo(name);
    }

    public JsonObject ReferenceTo(string name) => new()
    {
        ["$ref"] = (version == OpenApiVersion.V2 ? "#/definitions/" : "#/components/schemas/") + name,
    };

    private JsonObject Write(Schema schema)
    {
        var result = new JsonObject();
        if (schema.DefinitionName is null)
        {
            Fill(result, schema, schema.Description);
        }
        else
        {
            AddText(result, "description", schema.Description == schema.DefinitionDescription ? null : schema.Description);
            var reference = Reference(schema);
            if (version == OpenApiVersion.V2)
            {
                result["$ref"] = reference["$ref"]!.DeepClone();
            }
            else
            {
                // OpenAPI 3.0 ignores what stands beside a reference.
                result["allOf"] = new JsonArray(reference);
            }
        }

        if (schema.Default is not null)
        {
            result["default"] = schema.Default.DeepClone();
        }

        AddPatchExtensions(result, schema);
        return result;
    }

    private void Fill(JsonObject result, Schema schema, string? description)
    {
        AddText(result, "description", description);
        AddType(result, schema);
        if (schema.Properties.Count > 0)
        {
            result["properties"] = new JsonObject(schema.Properties
                .OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Write(field.Value))));
        }

        if (schema.AdditionalProperties is { } values)
        {
            result["additionalProperties"] = Write(values);
        }

        if (schema.Items is { } items)
        {
            result["items"] = Write(items);
        }

        if (schema.Required.Count > 0)
        {
            result["required"] = new JsonArray([.. schema.Required.Select(name => (JsonNode)name)]);
        }

        RuleWriter.Write(result, schema.Rules);
        AddExtensions(result, schema);
    }

    private void AddType(JsonObject result, Schema schema)
    {
        if (schema.DefinitionName == BuiltInNames.Quantity)
        {
            AddScalarAlternatives(result, null, "string", "number");
        }
        else if (schema.DefinitionName == BuiltInNames.IntOrString)
        {
            AddScalarAlternatives(result, "int-or-string", "integer", "string");
        }
        else if (schema.IntOrString)
        {
            result["x-kubernetes-int-or-string"] = true;
        }
        else if (schema.Type != SchemaType.Any)
        {
            result["type"] = schema.Type.ToString().ToLowerInvariant();
            AddText(result, "format", schema.Format);
        }

        if (schema.Nullable && version == OpenApiVersion.V3 && schema.DefinitionName is null)
        {
            result["nullable"] = true;
        }
    }

    private void AddScalarAlternatives(JsonObject result, string? format, params string[] types)
    {
        if (version == OpenApiVersion.V2)
        {
            result["type"] = "string";
        }
        else
        {
            result["oneOf"] = new JsonArray([.. types.Select(type => new JsonObject { ["type"] = type })]);
        }

        AddText(result, "format", format);
    }

    private static void AddExtensions(JsonObject result, Schema schema)
    {
        if (schema.PreserveUnknownFields)
        {
            result["x-kubernetes-preserve-unknown-fields"] = true;
        }

        if (schema.EmbeddedResource)
        {
            result["x-kubernetes-embedded-resource"] = true;
        }

        if (schema.AtomicMap)
        {
            result["x-kubernetes-map-type"] = "atomic";
        }

        if (schema.Type == SchemaType.Array)
        {
            result["x-kubernetes-list-type"] = schema.ListType.ToString().ToLowerInvariant();
        }

        if (schema.ListType == ListType.Map)
        {
            result["x-kubernetes-list-map-keys"] = new JsonArray([.. schema.ListMapKeys.Select(key => (JsonNode)key)]);
        }
    }

    private static void AddPatchExtensions(JsonObject result, Schema schema)
    {
        if (schema.PatchStrategy != PatchStrategy.Default)
        {
            string?[] words =
            [
                schema.PatchStrategy.HasFlag(PatchStrategy.Merge) ? "merge" : null,
                schema.PatchStrategy.HasFlag(PatchStrategy.RetainKeys) ? "retainKeys" : null,
                schema.PatchStrategy.HasFlag(PatchStrategy.Replace) ? "replace" : null,
            ];
            result["x-kubernetes-patch-strategy"] = string.Join(',', words.OfType<string>());
        }

        AddText(result, "x-kubernetes-patch-merge-key", schema.PatchMergeKey);
    }

    private static void AddText(JsonObject result, string name, string? value)
    {
        if (value is not null)
        {
            result[name] = value;
        }
    }
}
