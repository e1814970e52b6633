using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>allOf, anyOf, oneOf and not. Kubernetes reports these without a field: the path stands in the message.</summary>
internal static class SchemaAlternatives
{
    private const string NoField = "<nil>";

    public static void Check(ValueRules rules, JsonNode? value, string path, List<FieldError> errors)
    {
        if (rules.AnyOf.Count > 0)
        {
            var attempts = rules.AnyOf.Select(Attempt).ToList();
            if (attempts.TrueForAll(failed => failed.Count > 0))
            {
                Fail("must validate at least one schema (anyOf)");
                errors.AddRange(Closest(attempts));
            }
        }

        if (rules.OneOf.Count > 0)
        {
            var attempts = rules.OneOf.Select(Attempt).ToList();
            var valid = attempts.Count(failed => failed.Count == 0);
            if (valid != 1)
            {
                Fail("must validate one and only one schema (oneOf). "
                    + (valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives"));
                errors.AddRange(valid == 0 ? Closest(attempts) : []);
            }
        }

        foreach (var failed in rules.AllOf.Select(Attempt).Where(failed => failed.Count > 0))
        {
            Fail("must validate all the schemas (allOf)");
            errors.AddRange(failed);
        }

        if (rules.Not is { } not && Attempt(not).Count == 0)
        {
            Fail("must not validate the schema (not)");
        }

        List<FieldError> Attempt(Schema alternative)
        {
            var failures = new List<FieldError>();
            SchemaValidator.Validate(alternative, value, null, path, failures);
            return failures;
        }

        void Fail(string what) => errors.Add(FieldError.Invalid(NoField, "", $"\"{path}\" {what}"));
    }

    private static List<FieldError> Closest(List<List<FieldError>> attempts) => attempts.MinBy(failures => failures.Count)!;
}
