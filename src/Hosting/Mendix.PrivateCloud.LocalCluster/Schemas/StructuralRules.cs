using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>A schema is structural when the shape of each value can be read off without evaluating alternatives.</summary>
internal static class StructuralRules
{
    public static void Check(string path, JsonObject schema, ICollection<FieldError> errors)
    {
        if (schema.String("type") is { Length: > 0 } type and not "object")
        {
            errors.Add(FieldError.Invalid($"{path}.type", type, "must be object at the root"));
        }

        if (schema.ContainsKey("additionalProperties"))
        {
            errors.Add(FieldError.Forbidden($"{path}.additionalProperties", "must not be used at the root"));
        }

        CheckNode(path, schema, "must not be empty at the root", errors);
    }

    private static void CheckNode(string path, JsonObject schema, string typeHelp, ICollection<FieldError> errors)
    {
        var type = schema.String("type") ?? "";
        var intOrString = schema.Boolean("x-kubernetes-int-or-string");
        if (type.Length == 0 && !intOrString && !schema.Boolean("x-kubernetes-preserve-unknown-fields"))
        {
            errors.Add(FieldError.Required($"{path}.type", typeHelp));
        }
        else if (type.Length > 0 && !KnownTypes.Contains(type))
        {
            errors.Add(FieldError.NotSupported($"{path}.type", type, KnownTypes));
        }

        if (type.Length > 0 && intOrString)
        {
            errors.Add(FieldError.Invalid($"{path}.type", type, "must be empty if x-kubernetes-int-or-string is true"));
        }

        if (type == "array" && schema.Object("items") is null)
        {
            errors.Add(FieldError.Required($"{path}.items", "must be specified"));
        }

        if (schema.Boolean("x-kubernetes-embedded-resource") && type != "object")
        {
            errors.Add(FieldError.Invalid($"{path}.type", type, "must be object if x-kubernetes-embedded-resource is true"));
        }

        CheckForbiddenKeywords(path, schema, errors);
        CheckPattern(path, schema, errors);
        ListRules(path, schema, errors);
        CheckAlternatives(path, schema, errors);
        CheckChildren(path, schema, errors);
        CheckDefault(path, schema, errors);
    }

    private static readonly string[] KnownTypes = ["array", "boolean", "integer", "number", "object", "string"];

    private static void CheckForbiddenKeywords(string path, JsonObject schema, ICollection<FieldError> errors)
    {
        foreach (var keyword in ForbiddenKeywords.Where(schema.ContainsKey))
        {
            errors.Add(FieldError.Forbidden($"{path}.{keyword}", $"{keyword} is not supported"));
        }

        if (schema.Boolean("uniqueItems"))
        {
            errors.Add(FieldError.Forbidden($"{path}.uniqueItems",
                "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }

        if (schema.ContainsKey("additionalProperties") && schema.Object("properties") is not null)
        {
            errors.Add(FieldError.Forbidden($"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive"));
        }
    }

    private static readonly string[] ForbiddenKeywords =
        ["$ref", "definitions", "dependencies", "id", "patternProperties", "additionalItems"];

    private static void CheckPattern(string path, JsonObject schema, ICollection<FieldError> errors)
    {
        if (schema.String("pattern") is not { } pattern)
        {
            return;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException problem)
        {
            errors.Add(FieldError.Invalid($"{path}.pattern", pattern,
                $"must be a valid regular expression, but isn't: {problem.Message}"));
        }
    }

    private static void ListRules(string path, JsonObject schema, ICollection<FieldError> errors)
    {
        var listType = schema.String("x-kubernetes-list-type");
        if (listType is not (null or "atomic" or "set" or "map"))
        {
            errors.Add(FieldError.NotSupported($"{path}.x-kubernetes-list-type", listType, ["atomic", "map", "set"]));
        }

        var keys = schema.Array("x-kubernetes-list-map-keys")?.Select(Json.AsString).OfType<string>().ToList() ?? [];
        if (listType != "map")
        {
            return;
        }

        if (keys.Count == 0)
        {
            errors.Add(FieldError.Required($"{path}.x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"));
        }

        var items = schema.Object("items");
        var required = items.Array("required")?.Select(Json.AsString).ToList() ?? [];
        foreach (var key in keys)
        {
            var property = items.Object("properties").Object(key);
            if (property is null)
            {
                errors.Add(FieldError.Invalid($"{path}.x-kubernetes-list-map-keys", schema["x-kubernetes-list-map-keys"],
                    "entries must all be names of item properties"));
            }
            else if (property["default"] is null && !required.Contains(key))
            {
                errors.Add(FieldError.Required($"{path}.items.properties[{key}].default",
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"));
            }
        }
    }

    private static void CheckAlternatives(string path, JsonObject schema, ICollection<FieldError> errors)
    {
        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
        {
            // An int-or-string may state its two types in alternatives; nothing else may state a type there.
            if (schema.Boolean("x-kubernetes-int-or-string"))
            {
                break;
            }

            var i = 0;
            foreach (var alternative in schema.Objects(keyword))
            {
                CheckValueOnly($"{path}.{keyword}[{i++}]", alternative, errors);
            }
        }

        if (schema.Object("not") is { } not)
        {
            CheckValueOnly($"{path}.not", not, errors);
        }
    }

    private static void CheckValueOnly(string path, JsonObject schema, ICollection<FieldError> errors)
    {
        foreach (var (keyword, help) in ShapeKeywords)
        {
            if (schema[keyword] is { } value && Json.Kind(value) != JsonValueKind.False)
            {
                errors.Add(FieldError.Forbidden($"{path}.{keyword}", help));
            }
        }

        foreach (var (name, property) in schema.Object("properties") ?? [])
        {
            if (property is JsonObject nested)
            {
                CheckValueOnly($"{path}.properties[{name}]", nested, errors);
            }
        }

        if (schema.Object("items") is { } items)
        {
            CheckValueOnly($"{path}.items", items, errors);
        }

        CheckAlternatives(path, schema, errors);
    }

    private static readonly (string Keyword, string Help)[] ShapeKeywords =
    [
        ("type", "must be empty to be structural"),
        ("additionalProperties", "must be undefined to be structural"),
        ("default", "must be undefined to be structural"),
        ("title", "must be empty to be structural"),
        ("description", "must be empty to be structural"),
        ("nullable", "must be false to be structural"),
        ("x-kubernetes-preserve-unknown-fields", "must be false to be structural"),
        ("x-kubernetes-embedded-resource", "must be false to be structural"),
        ("x-kubernetes-int-or-string", "must be false to be structural"),
        ("x-kubernetes-list-map-keys", "must be empty to be structural"),
        ("x-kubernetes-list-type", "must be undefined to be structural"),
        ("x-kubernetes-map-type", "must be undefined to be structural"),
        ("x-kubernetes-validations", "must be empty to be structural"),
    ];

    private static void CheckChildren(string path, JsonObject schema, ICollection<FieldError> errors)
    {
        foreach (var (name, property) in schema.Object("properties") ?? [])
        {
            if (property is JsonObject nested)
            {
                CheckNode($"{path}.properties[{name}]", nested, "must not be empty for specified object fields", errors);
            }
        }

        if (schema.Object("additionalProperties") is { } values)
        {
            CheckNode($"{path}.additionalProperties", values, "must not be empty for specified object fields", errors);
        }

        if (schema.Object("items") is { } items)
        {
            CheckNode($"{path}.items", items, "must not be empty for specified array items", errors);
        }
    }

    private static void CheckDefault(string path, JsonObject schema, ICollection<FieldError> errors)
    {
        if (schema["default"] is not { } value || errors.Count > 0)
        {
            return;
        }

        var problems = new List<FieldError>();
        SchemaValidator.Validate(SchemaReader.Read(schema), value, null, "", problems);
        foreach (var problem in problems)
        {
            errors.Add(FieldError.Invalid($"{path}.default{(problem.Field.Length == 0 ? "" : "." + problem.Field)}", value, problem.Body));
        }
    }
}
