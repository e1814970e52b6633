using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Rules that several built-in kinds have, in the words that the built-in validation uses.</summary>
internal static class FieldRules
{
    public static ObjectRule NotNegative(params string[] fields) => (path, value, _, errors) =>
    {
        foreach (var field in fields)
        {
            if (value.Integer(field) < 0)
            {
                errors.Add(FieldError.Invalid(SchemaValidator.Join(path, field), value[field], "must be greater than or equal to 0"));
            }
        }
    };

    public static ObjectRule Port(params string[] fields) => (path, value, _, errors) =>
    {
        foreach (var field in fields)
        {
            if (value.Integer(field) is < 1 or > 65535)
            {
                errors.Add(FieldError.Invalid(SchemaValidator.Join(path, field), value[field], "must be between 1 and 65535, inclusive"));
            }
        }
    };

    public static ObjectRule Immutable(string field, string message = "field is immutable") => (path, value, old, errors) =>
    {
        if (old is not null && !JsonNode.DeepEquals(value[field], old[field]))
        {
            errors.Add(FieldError.Invalid(SchemaValidator.Join(path, field), value[field], message));
        }
    };

    /// <summary>A list that must be there and hold something; Kubernetes calls an empty list a missing one.</summary>
    public static ObjectRule NotEmpty(string field, string detail = "") => (path, value, _, errors) =>
    {
        if (value[field] is JsonArray { Count: 0 })
        {
            errors.Add(FieldError.Required(SchemaValidator.Join(path, field), detail));
        }
    };

    /// <summary>The selector of a workload selects its own pods.</summary>
    public static void SelectorMatchesTemplate(string path, JsonObject spec, JsonObject? old, ICollection<FieldError> errors)
    {
        var labels = spec.At("template", "metadata", "labels") as JsonObject;
        foreach (var (name, value) in spec.At("selector", "matchLabels") as JsonObject ?? [])
        {
            if (!JsonNode.DeepEquals(labels?[name], value))
            {
                errors.Add(FieldError.Invalid($"{path}.template.metadata.labels", labels, "`selector` does not match template `labels`"));
                return;
            }
        }
    }

    public static void TemplateLabels(string path, JsonObject template, JsonObject? old, ICollection<FieldError> errors)
    {
        if (template.Object("metadata") is { } metadata)
        {
            ObjectMetaRules.CheckLabels(metadata, SchemaValidator.Join(path, "metadata.labels"), errors);
        }
    }

    /// <summary>Secrets and config maps with <c>immutable: true</c> stay as they are.</summary>
    public static ObjectRule FrozenWhenImmutable(params string[] fields) => (_, value, old, errors) =>
    {
        if (!old.Boolean("immutable"))
        {
            return;
        }

        if (!value.Boolean("immutable"))
        {
            errors.Add(FieldError.Forbidden("immutable", "field is immutable when `immutable` is set"));
        }

        foreach (var field in fields.Where(field => !JsonNode.DeepEquals(value[field], old![field])))
        {
            errors.Add(FieldError.Forbidden(field, "field is immutable when `immutable` is set"));
        }
    };

    public static void DataKeys(string path, JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        foreach (var field in (string[])["data", "binaryData"])
        {
            foreach (var (key, _) in value.Object(field) ?? [])
            {
                if (key.Length is 0 or > 253 || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
                    || key is "." or ".." || key.StartsWith("..", StringComparison.Ordinal))
                {
                    errors.Add(FieldError.Invalid($"{field}[{key}]", key,
                        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' "
                        + "(e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"));
                }
            }
        }
    }
}
