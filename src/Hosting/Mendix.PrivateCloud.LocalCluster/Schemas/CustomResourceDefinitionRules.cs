using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>What makes a CustomResourceDefinition acceptable, beyond its own schema.</summary>
internal static class CustomResourceDefinitionRules
{
    public static void Check(string path, JsonObject definition, JsonObject? old, ICollection<FieldError> errors)
    {
        if (definition.Object("spec") is not { } spec)
        {
            return;
        }

        var names = spec.Object("names");
        var expected = $"{names.String("plural")}.{spec.String("group")}";
        if (definition.At("metadata", "name") is { } name && Json.AsString(name) != expected)
        {
            errors.Add(FieldError.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }

        CheckGroup(spec, errors);
        CheckNames(names, errors);
        CheckImmutable(spec, old.Object("spec"), errors);
        CheckVersions(spec, errors);
        if (spec.Boolean("preserveUnknownFields"))
        {
            errors.Add(FieldError.Invalid("spec.preserveUnknownFields", true, "must be false in order to use v1"));
        }
    }

    private static void CheckGroup(JsonObject spec, ICollection<FieldError> errors)
    {
        var group = spec.String("group") ?? "";
        if (group.Length == 0)
        {
            errors.Add(FieldError.Required("spec.group"));
            return;
        }

        foreach (var problem in NameSyntax.Problems(NameRule.DnsSubdomain, group))
        {
            errors.Add(FieldError.Invalid("spec.group", group, problem));
        }

        if (!group.Contains('.', StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid("spec.group", group, "should be a domain with at least one dot"));
        }
    }

    private static void CheckNames(JsonObject? names, ICollection<FieldError> errors)
    {
        foreach (var field in NameFields)
        {
            var value = names.String(field) ?? "";
            if (value.Length == 0)
            {
                errors.Add(FieldError.Required($"spec.names.{field}"));
                continue;
            }

            // Kinds are written in CamelCase; it is their lower-case form that has to be a label.
            foreach (var problem in NameSyntax.Problems(NameRule.Dns1035Label, field is "kind" or "listKind" ? value.ToLowerInvariant() : value))
            {
                errors.Add(FieldError.Invalid($"spec.names.{field}", value, problem));
            }
        }

        if (names.String("kind") is { } kind && kind == names.String("listKind"))
        {
            errors.Add(FieldError.Invalid("spec.names.listKind", kind, "kind and listKind may not be the same"));
        }
    }

    private static readonly string[] NameFields = ["plural", "singular", "kind", "listKind"];

    private static void CheckImmutable(JsonObject spec, JsonObject? old, ICollection<FieldError> errors)
    {
        if (old is null)
        {
            return;
        }

        Compare("spec.scope", spec["scope"], old["scope"]);
        Compare("spec.names.kind", spec.At("names", "kind"), old.At("names", "kind"));

        void Compare(string field, JsonNode? now, JsonNode? before)
        {
            if (!JsonNode.DeepEquals(now, before))
            {
                errors.Add(FieldError.Invalid(field, now, "field is immutable"));
            }
        }
    }

    private static void CheckVersions(JsonObject spec, ICollection<FieldError> errors)
    {
        var versions = spec.Objects("versions").ToList();
        if (versions.Count(version => version.Boolean("storage")) != 1)
        {
            errors.Add(FieldError.Invalid("spec.versions", spec["versions"],
                "must have exactly one version marked as storage version"));
        }

        // Kubernetes reports a schema that all versions share at its former, common place.
        var shared = versions.TrueForAll(version => JsonNode.DeepEquals(version["schema"], versions[0]["schema"]));
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        for (var i = 0; i < versions.Count; i++)
        {
            var name = versions[i].String("name");
            if (!seen.Add(name))
            {
                errors.Add(FieldError.Invalid($"spec.versions[{i}].name", name, "must contain unique version names"));
            }

            CheckScale($"spec.versions[{i}].subresources.scale", versions[i].Object("subresources").Object("scale"), errors);
            CheckColumns($"spec.versions[{i}].additionalPrinterColumns", versions[i], errors);
            if (shared && i > 0)
            {
                continue;
            }

            var path = shared ? "spec.validation.openAPIV3Schema" : $"spec.versions[{i}].schema.openAPIV3Schema";
            if (versions[i].Object("schema").Object("openAPIV3Schema") is { } schema)
            {
                StructuralRules.Check(path, schema, errors);
            }
            else
            {
                errors.Add(FieldError.Required($"spec.versions[{i}].schema.openAPIV3Schema"));
            }
        }
    }

    private static void CheckColumns(string path, JsonObject version, ICollection<FieldError> errors)
    {
        var i = 0;
        foreach (var column in version.Objects("additionalPrinterColumns"))
        {
            if (column.String("type") is { Length: > 0 } type && !ColumnTypes.Contains(type))
            {
                errors.Add(FieldError.Invalid($"{path}[{i}].type", type, $"must be one of {string.Join(',', ColumnTypes)}"));
            }

            i++;
        }
    }

    private static readonly string[] ColumnTypes = ["boolean", "date", "integer", "number", "string"];

    private static void CheckScale(string path, JsonObject? scale, ICollection<FieldError> errors)
    {
        if (scale is null)
        {
            return;
        }

        CheckScalePath($"{path}.specReplicasPath", scale.String("specReplicasPath"), ".spec.", errors);
        CheckScalePath($"{path}.statusReplicasPath", scale.String("statusReplicasPath"), ".status.", errors);
    }

    private static void CheckScalePath(string path, string? value, string prefix, ICollection<FieldError> errors)
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Add(FieldError.Required(path));
        }
        else if (!value.StartsWith(prefix, StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid(path, value, $"should be a json path under {prefix.TrimEnd('.')}"));
        }
    }
}
