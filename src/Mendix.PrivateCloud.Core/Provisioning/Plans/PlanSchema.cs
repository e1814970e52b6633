using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>The fields of a plan, read from its record. Binding, validation and documentation all come from here.</summary>
public sealed class PlanSchema
{
    private PlanSchema(Type planType)
    {
        PlanType = planType;
        var defaults = Activator.CreateInstance(planType);
        var properties = planType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
            .ToLookup(property => property.PropertyType == typeof(OutboundConnections));
        Connections = [.. properties[true]];
        Properties = [.. properties[false].Select(property => (property, Field(property, defaults)))];
        Fields = [.. Properties.Select(pair => pair.Field)];
    }

    /// <summary>The plan record.</summary>
    public Type PlanType { get; }

    /// <summary>
    /// Its fields in the order of declaration. A property of the type <see cref="OutboundConnections"/> is none: the host fills it in.
    /// </summary>
    public IReadOnlyList<PlanField> Fields { get; }

    /// <summary>Whether the record has a property of the type <see cref="OutboundConnections"/>, which its host has to fill in.</summary>
    public bool TakesConnections => Connections.Count > 0;

    internal IReadOnlyList<(PropertyInfo Property, PlanField Field)> Properties { get; }

    internal IReadOnlyList<PropertyInfo> Connections { get; }

    /// <summary>Reads the schema of a plan record.</summary>
    /// <typeparam name="TPlan">A class with a parameterless constructor and one property per field.</typeparam>
    public static PlanSchema For<TPlan>() where TPlan : class, new() => new(typeof(TPlan));

    /// <summary>
    /// The fields as JSON Schema (draft 2020-12), for a form, an editor or a check before anything is sent. Secrets are
    /// <c>writeOnly</c> texts. Faults between fields, and those that only code can find, are not in it:
    /// <see cref="IStorageProvisioner.BindPlan"/> has the last word.
    /// </summary>
    /// <returns>A new document, the caller's to change.</returns>
    public JsonObject ToJsonSchema() => PlanJsonSchema.Of(this);

    /// <summary>The secrets that a plan holds.</summary>
    internal IReadOnlyList<SecretValue> Secrets(object plan) =>
        [.. Properties.Where(pair => pair.Field.IsSecret).Select(pair => pair.Property.GetValue(plan)).OfType<SecretValue>()];

    internal static string WireName(string propertyName) => JsonNamingPolicy.CamelCase.ConvertName(propertyName);

    private static PlanField Field(PropertyInfo property, object? defaults)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var secret = type == typeof(SecretValue);
        return new PlanField(
            WireName(property.Name),
            type,
            property.IsDefined(typeof(RequiredAttribute)) || property.IsDefined(typeof(RequiredMemberAttribute)),
            secret,
            secret ? null : property.GetValue(defaults),
            property.GetCustomAttribute<DescriptionAttribute>()?.Description);
    }
}
