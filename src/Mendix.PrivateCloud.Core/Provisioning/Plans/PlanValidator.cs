using System.ComponentModel.DataAnnotations;

namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>Applies the validation attributes of a plan record, all of them in one pass.</summary>
internal static class PlanValidator
{
    public static IEnumerable<PlanError> Validate(PlanSchema schema, object plan)
    {
        var missing = schema.Properties.Where(pair => pair.Field.IsRequired && IsMissing(pair.Property.GetValue(plan))).Select(pair => pair.Field).ToList();
        foreach (var field in missing)
        {
            yield return Missing(field);
        }

        var results = new List<ValidationResult>();
        Validator.TryValidateObject(plan, new ValidationContext(plan), results, validateAllProperties: true);
        foreach (var result in results)
        {
            var member = PlanSchema.WireName(result.MemberNames.FirstOrDefault() ?? "");
            if (missing.All(field => field.Name != member))
            {
                yield return new PlanError(member, result.ErrorMessage ?? "is not valid.", Remedy(schema, member));
            }
        }
    }

    private static bool IsMissing(object? value) => value switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        SecretValue secret => secret.IsEmpty,
        _ => false,
    };

    private static PlanError Missing(PlanField field) => field.IsSecret
        ? new PlanError(field.Name, "is missing.", $"Put it into the plan's Secret under the key '{field.Name}'{Meaning(field)}.")
        : new PlanError(field.Name, "is missing.", $"Set it in the plan's parameters{Meaning(field)}.");

    private static string Meaning(PlanField field) => field.Description is null ? "" : $" ({field.Description.TrimEnd('.')})";

    private static string Remedy(PlanSchema schema, string member)
    {
        var field = schema.Fields.FirstOrDefault(candidate => candidate.Name == member);
        return field is null ? "Change the plan." : $"Change it in the plan{Meaning(field)}.";
    }
}
