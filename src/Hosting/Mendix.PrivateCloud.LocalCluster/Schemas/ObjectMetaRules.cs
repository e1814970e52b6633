using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The rules on <c>metadata</c> that hold for every kind.</summary>
internal static partial class ObjectMetaRules
{
    private const int MaxAnnotationBytes = 256 * 1024;

    public static void Check(ResourceType type, JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        var metadata = value.Object("metadata");
        if (metadata is null)
        {
            errors.Add(FieldError.Required("metadata.name", "name or generateName is required"));
            return;
        }

        CheckName(type, metadata, errors);
        CheckLabels(metadata, "metadata.labels", errors);
        CheckAnnotations(metadata, "metadata.annotations", errors);
        CheckOwners(metadata, errors);
        CheckFinalizers(metadata, old, type.IsCustom || type.Kind == "CustomResourceDefinition", errors);
    }

    /// <summary>Labels of an object or of a pod template; also used on selectors.</summary>
    public static void CheckLabels(JsonObject metadata, string path, ICollection<FieldError> errors)
    {
        foreach (var (key, value) in metadata.Object("labels") ?? [])
        {
            if (!IsQualifiedName(key))
            {
                errors.Add(FieldError.Invalid(path, key, QualifiedNameHelp));
            }

            if (Json.AsString(value) is { } text && !LabelValue().IsMatch(text))
            {
                errors.Add(FieldError.Invalid(path, text, LabelValueHelp));
            }
            else if (Json.AsString(value) is { Length: > 63 } tooLong)
            {
                errors.Add(FieldError.Invalid(path, tooLong, "must be no more than 63 characters"));
            }
        }
    }

    private static void CheckName(ResourceType type, JsonObject metadata, ICollection<FieldError> errors)
    {
        var name = metadata.String("name");
        if (string.IsNullOrEmpty(name))
        {
            errors.Add(FieldError.Required("metadata.name", "name or generateName is required"));
            return;
        }

        foreach (var problem in NameSyntax.Problems(type.NameRule, name))
        {
            errors.Add(FieldError.Invalid("metadata.name", name, problem));
        }
    }

    private static void CheckAnnotations(JsonObject metadata, string path, ICollection<FieldError> errors)
    {
        var size = 0L;
        foreach (var (key, value) in metadata.Object("annotations") ?? [])
        {
            size += key.Length + (Json.AsString(value)?.Length ?? 0);
            if (!IsQualifiedName(key.ToLowerInvariant()))
            {
                errors.Add(FieldError.Invalid(path, key, QualifiedNameHelp));
            }
        }

        if (size > MaxAnnotationBytes)
        {
            errors.Add(FieldError.TooLong(path, MaxAnnotationBytes));
        }
    }

    private static void CheckOwners(JsonObject metadata, ICollection<FieldError> errors)
    {
        var i = 0;
        var controllers = new List<string>();
        foreach (var owner in metadata.Objects("ownerReferences"))
        {
            foreach (var name in OwnerFields.Where(name => string.IsNullOrEmpty(owner.String(name))))
            {
                errors.Add(FieldError.Invalid($"metadata.ownerReferences[{i}].{name}", "", $"{name} must not be empty"));
            }

            if (owner.Boolean("controller"))
            {
                controllers.Add($"{owner.String("kind")}/{owner.String("name")}");
            }

            i++;
        }

        if (controllers.Count > 1)
        {
            errors.Add(FieldError.Invalid("metadata.ownerReferences", metadata["ownerReferences"],
                "Only one reference can have Controller set to true. Found \"true\" in references for "
                + $"{controllers[0]} and {controllers[1]}"));
        }
    }

    private static readonly string[] OwnerFields = ["apiVersion", "kind", "name", "uid"];

    private static readonly string[] StandardFinalizers = ["kubernetes", "orphan", "foregroundDeletion"];

    private static void CheckFinalizers(JsonObject metadata, JsonObject? old, bool isCustom, ICollection<FieldError> errors)
    {
        var finalizers = metadata.Array("finalizers")?.Select(Json.AsString).OfType<string>().ToList() ?? [];
        foreach (var finalizer in finalizers.Where(finalizer => !IsQualifiedName(finalizer)))
        {
            errors.Add(FieldError.Invalid("metadata.finalizers", finalizer, QualifiedNameHelp));
        }

        for (var i = 0; !isCustom && i < finalizers.Count; i++)
        {
            if (!finalizers[i].Contains('/', StringComparison.Ordinal) && !StandardFinalizers.Contains(finalizers[i]))
            {
                errors.Add(FieldError.Invalid($"metadata.finalizers[{i}]", finalizers[i],
                    "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }

        if (old.At("metadata", "deletionTimestamp") is null)
        {
            return;
        }

        var before = old.Object("metadata").Array("finalizers")?.Select(Json.AsString).OfType<string>() ?? [];
        if (finalizers.Except(before, StringComparer.Ordinal).ToList() is { Count: > 0 } added)
        {
            errors.Add(FieldError.Forbidden("metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                + string.Join(", ", added.Select(name => $"\"{name}\"")) + "}"));
        }
    }

    private static bool IsQualifiedName(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? key : key[(slash + 1)..];
        return name.Length is > 0 and <= 63
            && QualifiedName().IsMatch(name)
            && (slash < 0 || !NameSyntax.Problems(NameRule.DnsSubdomain, key[..slash]).Any());
    }

    private const string QualifiedNameHelp =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private const string LabelValueHelp =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    [GeneratedRegex("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$")]
    private static partial Regex LabelValue();

    [GeneratedRegex("^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$")]
    private static partial Regex QualifiedName();
}
