using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>Turns written values into a plan record, and tells every fault on the way.</summary>
internal static class PlanBinder
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static TPlan Bind<TPlan>(PlanSchema schema, PlanValues values) where TPlan : class, new()
    {
        var plan = new TPlan();
        foreach (var property in schema.Connections)
        {
            property.SetValue(plan, values.Connections);
        }

        var errors = UnknownParameters(schema, values.Parameters).ToList();
        foreach (var (property, field) in schema.Properties)
        {
            var error = field.IsSecret ? BindSecret(plan, property, field, values) : BindParameter(plan, property, field, values.Parameters);
            if (error is not null)
            {
                errors.Add(error);
            }
        }

        // A field that could not be read keeps its default; validating it too would blame the user twice.
        var alreadyBlamed = errors.Select(error => error.Field).ToHashSet(StringComparer.Ordinal);
        errors.AddRange(PlanValidator.Validate(schema, plan).Where(error => !alreadyBlamed.Contains(error.Field)));
        return errors.Count == 0 ? plan : throw new PlanException(errors);
    }

    private static IEnumerable<PlanError> UnknownParameters(PlanSchema schema, JsonObject parameters)
    {
        var known = schema.Fields.Where(field => !field.IsSecret).Select(field => field.Name).ToList();
        foreach (var (name, _) in parameters)
        {
            if (schema.Fields.Any(field => field.IsSecret && field.Name == name))
            {
                yield return new PlanError(name, "is a secret and stands among the parameters, where anybody can read it.",
                    $"Remove it there, change it on the server, and put the new value into the plan's Secret under the key '{name}'.");
            }
            else if (!known.Contains(name))
            {
                yield return new PlanError(name, "is not a field of this plan.", $"Remove it or use one of: {string.Join(", ", known)}.");
            }
        }
    }

    private static PlanError? BindSecret(object plan, PropertyInfo property, PlanField field, PlanValues values)
    {
        if (values.Secrets.TryGetValue(field.Name, out var secret))
        {
            property.SetValue(plan, secret);
        }

        return null;
    }

    private static PlanError? BindParameter(object plan, PropertyInfo property, PlanField field, JsonObject parameters)
    {
        if (!parameters.TryGetPropertyValue(field.Name, out var node) || node is null)
        {
            return null;
        }

        try
        {
            property.SetValue(plan, node.Deserialize(property.PropertyType, Options));
            return null;
        }
        catch (JsonException)
        {
            return new PlanError(field.Name, $"has the value {node.ToJsonString()}, which is not {Expected(field.Type)}.", $"Give it {Expected(field.Type)}.");
        }
    }

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "a text (put quotes around it)",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type.IsEnum => $"one of: {string.Join(", ", Enum.GetNames(type).Select(PlanSchema.WireName))}",
        _ => $"a value of the type {type.Name}",
    };
}
