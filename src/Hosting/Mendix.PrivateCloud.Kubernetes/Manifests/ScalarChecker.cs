using System.Buffers.Text;
using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Checks a single value. What may be secret is never quoted, and so is no text that only lacks its quotes.</summary>
internal static class ScalarChecker
{
    public static void Check(ProblemList problems, SourceNode node, JsonSchema schema, string path)
    {
        var wanted = Wanted(schema);
        if (node is not SourceScalar scalar)
        {
            problems.Error(node, path, $"is {node.Describe()}, but {wanted} is wanted.");
        }
        else if (!HasType(scalar, schema))
        {
            problems.Error(node, path, $"is {Shown(scalar, schema)}, but {wanted} is wanted.{Remedy(scalar, schema)}");
        }
        else if (FindViolation(scalar, schema) is { } violation)
        {
            problems.Error(node, path, violation);
        }
    }

    private static string Wanted(JsonSchema schema) => (schema.IntOrString, schema.Type) switch
    {
        (true, _) => "a whole number or text",
        (_, "integer") => "a whole number",
        (_, "number") => "a number",
        (_, "boolean") => "true or false",
        _ => "text",
    };

    private static bool HasType(SourceScalar scalar, JsonSchema schema) => (schema.IntOrString, schema.Type) switch
    {
        (true, _) => scalar.Kind is ScalarKind.Integer or ScalarKind.Text,
        (_, "integer") => scalar.Kind is ScalarKind.Integer,
        (_, "number") => scalar.Kind is ScalarKind.Integer or ScalarKind.Fraction,
        (_, "boolean") => scalar.Kind is ScalarKind.Boolean,
        _ => scalar.Kind is ScalarKind.Text,
    };

    private static string Shown(SourceScalar scalar, JsonSchema schema) =>
        scalar.Kind == ScalarKind.Text && !IsSecret(schema) ? $"the text '{scalar.Text}'" : scalar.Describe();

    private static string Remedy(SourceScalar scalar, JsonSchema schema) => (schema.Type, scalar.Kind) switch
    {
        ("string" or null, _) => " Put it in quotes.",
        ("integer" or "number", ScalarKind.Text) when ScalarResolver.Resolve(scalar.Text) is ScalarKind.Integer => " Remove the quotes.",
        ("integer", _) => " Write digits only.",
        ("boolean", ScalarKind.Text) when scalar.Text is "true" or "false" => " Remove the quotes.",
        _ => "",
    };

    private static string? FindViolation(SourceScalar scalar, JsonSchema schema)
    {
        if (schema.Enum is { } words && !words.Contains(scalar.Text))
        {
            return $"'{scalar.Text}' is not allowed.{Suggestion.For(scalar.Text, words)} Write one of {string.Join(", ", words.Select(Word))}.";
        }

        if (schema.Pattern is { } pattern && scalar.Kind == ScalarKind.Text && !Regex.IsMatch(scalar.Text, pattern))
        {
            return pattern == Quantity.Pattern
                ? $"'{scalar.Text}' is not a quantity. Write a number and a unit, such as 500m, 1.5, 512Mi or 2Gi."
                : $"'{scalar.Text}' is not allowed. It must match {pattern}.";
        }

        if (schema.Format == BuiltInSchemas.Base64Format && !Base64.IsValid(scalar.Text))
        {
            return "is not base64. Encode it, or write plain text below stringData.";
        }

        return scalar.Kind == ScalarKind.Integer && schema.Type is "integer" or "number" ? FindRangeViolation(scalar, schema) : null;
    }

    private static string? FindRangeViolation(SourceScalar scalar, JsonSchema schema)
    {
        var value = ScalarResolver.ToInteger(scalar.Text);
        var least = schema.Minimum ?? (schema.Format == "int32" ? int.MinValue : long.MinValue);
        var most = schema.Maximum ?? (schema.Format == "int32" ? int.MaxValue : long.MaxValue);
        return value < least || value > most ? $"{scalar.Text} is out of range. Write a number from {least} to {most}." : null;
    }

    private static bool IsSecret(JsonSchema schema) => schema.Format is BuiltInSchemas.PasswordFormat or BuiltInSchemas.Base64Format;

    private static string Word(string word) => word.Length == 0 ? "\"\"" : word;
}
