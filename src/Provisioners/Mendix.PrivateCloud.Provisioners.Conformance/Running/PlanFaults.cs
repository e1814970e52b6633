using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>A plan with one thing wrong.</summary>
/// <param name="Field">The field that the error has to name.</param>
/// <param name="What">What is wrong, in words.</param>
/// <param name="Plan">The plan.</param>
internal sealed record PlanFault(string Field, string What, PlanValues Plan);

/// <summary>Makes bad plans of a good one, from what the plan record says of its fields.</summary>
internal static class PlanFaults
{
    // Whatever a validation attribute of somebody's own forbids, one of these probably is it.
    private static readonly string[] OddTexts =
        ["\u0001", " ", "://", "two words", "UPPER", "../..", "a\nb", "-", ".", "'\";", "http://user:word@host:1/path?q#f", "x", new('x', 5000)];

    public static IEnumerable<PlanFault> Of(PlanSchema schema, PlanValues good)
    {
        yield return new PlanFault("noSuchField", "unknown", good.With("noSuchField", JsonValue.Create(1)));
        foreach (var (property, field) in Properties(schema))
        {
            if (field.IsRequired && field.Default is null or "")
            {
                yield return new PlanFault(field.Name, "missing", good.Without(field.Name));
            }

            if (field.IsSecret)
            {
                continue;
            }

            if (field.IsRequired && field.Type == typeof(string))
            {
                yield return new PlanFault(field.Name, "blank", good.With(field.Name, JsonValue.Create(" ")));
            }

            if (WrongKind(field.Type) is { } wrong)
            {
                yield return new PlanFault(field.Name, $"with the value {wrong.ToJsonString()}", good.With(field.Name, wrong));
            }

            foreach (var value in property.GetCustomAttributes<ValidationAttribute>().SelectMany(attribute => OutOfRange(attribute, property)))
            {
                var shown = value.ToJsonString();
                yield return new PlanFault(field.Name, $"with the value {(shown.Length <= 60 ? shown : shown[..60] + "…")}", good.With(field.Name, value));
            }
        }
    }

    /// <summary>Fields whose default would be refused if somebody wrote it down.</summary>
    public static IEnumerable<string> WrongDefaults(PlanSchema schema)
    {
        var plan = Activator.CreateInstance(schema.PlanType)!;
        return Properties(schema)
            .Where(pair => !pair.Field.IsRequired && pair.Field.Default is not null &&
                           pair.Property.GetCustomAttributes<ValidationAttribute>().Any(attribute => !IsValid(attribute, pair.Property, plan, pair.Field.Default)))
            .Select(pair => $"The default of '{pair.Field.Name}' is not valid by the field's own attributes.");
    }

    private static IEnumerable<(PropertyInfo Property, PlanField Field)> Properties(PlanSchema schema) =>
        from property in schema.PlanType.GetProperties()
        join field in schema.Fields on JsonNamingPolicy.CamelCase.ConvertName(property.Name) equals field.Name
        select (property, field);

    private static JsonNode? WrongKind(Type type) => type switch
    {
        _ when type == typeof(string) => new JsonObject(),
        _ when type == typeof(bool) => JsonValue.Create("perhaps"),
        _ when type.IsEnum || type.IsPrimitive || type == typeof(decimal) => JsonValue.Create("no such word"),
        _ => null,
    };

    private static IEnumerable<JsonNode> OutOfRange(ValidationAttribute attribute, PropertyInfo property)
    {
        switch (attribute)
        {
            case RequiredAttribute:
                break;
            case RangeAttribute { Minimum: int minimum, Maximum: int maximum }:
                if (minimum > int.MinValue)
                {
                    yield return JsonValue.Create(minimum - 1);
                }

                if (maximum < int.MaxValue)
                {
                    yield return JsonValue.Create(maximum + 1);
                }

                break;
            case StringLengthAttribute { MaximumLength: < int.MaxValue } length:
                yield return JsonValue.Create(new string('x', length.MaximumLength + 1));
                break;
            default:
                var plan = Activator.CreateInstance(property.DeclaringType!)!;
                if (property.PropertyType == typeof(string) && OddTexts.FirstOrDefault(text => !IsValid(attribute, property, plan, text)) is { } odd)
                {
                    yield return JsonValue.Create(odd);
                }

                break;
        }
    }

    private static bool IsValid(ValidationAttribute attribute, PropertyInfo property, object plan, object value) =>
        attribute.GetValidationResult(value, new ValidationContext(plan) { MemberName = property.Name }) == ValidationResult.Success;
}
