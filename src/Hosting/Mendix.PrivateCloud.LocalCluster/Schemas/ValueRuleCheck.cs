using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Checks <see cref="ValueRules"/> against a value whose type is already right.</summary>
internal static class ValueRuleCheck
{
    public static void Check(ValueRules rules, JsonNode? value, string path, List<FieldError> errors)
    {
        switch (value)
        {
            case JsonObject fields:
                CheckCount(fields.Count, rules.MinProperties, rules.MaxProperties, "properties", value, path, errors);
                break;
            case JsonArray items:
                CheckCount(items.Count, rules.MinItems, rules.MaxItems, "items", value, path, errors);
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                CheckText(rules, scalar.GetValue<string>(), path, errors);
                break;
            case JsonValue scalar when Json.TryDecimal(scalar, out var number):
                CheckNumber(rules, number, value, path, errors);
                break;
        }

        if (rules.Enum is { } allowed && !allowed.Any(choice => JsonNode.DeepEquals(choice, value)))
        {
            errors.Add(FieldError.NotSupported(path, value, allowed.Select(choice => Json.AsString(choice) ?? Text(choice))));
        }

        SchemaAlternatives.Check(rules, value, path, errors);
    }

    private static string Text(JsonNode? value) => value?.ToJsonString(Json.Relaxed) ?? "null";

    private static void CheckCount(
        int count, int? minimum, int? maximum, string what, JsonNode value, string path, List<FieldError> errors)
    {
        if (count > maximum)
        {
            errors.Add(FieldError.TooMany(path, count, maximum.Value));
        }

        if (count < minimum)
        {
            errors.Add(FieldError.Invalid(path, what == "items" ? JsonValue.Create(count) : value,
                $"{FieldError.BodyName(path)} should have at least {minimum} {what}"));
        }
    }

    private static void CheckText(ValueRules rules, string text, string path, List<FieldError> errors)
    {
        var length = rules.MinLength is null && rules.MaxLength is null ? 0 : new StringInfo(text).LengthInTextElements;
        if (length > rules.MaxLength)
        {
            errors.Add(FieldError.TooLong(path, rules.MaxLength.Value));
        }

        if (length < rules.MinLength)
        {
            errors.Add(FieldError.Invalid(path, text,
                $"{FieldError.BodyName(path)} should be at least {rules.MinLength} chars long"));
        }

        if (rules.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            errors.Add(FieldError.Invalid(path, text, $"{FieldError.BodyName(path)} should match '{pattern}'"));
        }
    }

    private static void CheckNumber(ValueRules rules, decimal number, JsonNode value, string path, List<FieldError> errors)
    {
        if (rules.Minimum is { } minimum && (rules.ExclusiveMinimum ? number <= minimum : number < minimum))
        {
            Fail($"should be greater than {(rules.ExclusiveMinimum ? "" : "or equal to ")}{minimum}");
        }

        if (rules.Maximum is { } maximum && (rules.ExclusiveMaximum ? number >= maximum : number > maximum))
        {
            Fail($"should be less than {(rules.ExclusiveMaximum ? "" : "or equal to ")}{maximum}");
        }

        if (rules.MultipleOf is { } factor && factor != 0 && number % factor != 0)
        {
            Fail($"should be a multiple of {factor}");
        }

        void Fail(string what) => errors.Add(FieldError.Invalid(path, value, $"{FieldError.BodyName(path)} {what}"));
    }
}
