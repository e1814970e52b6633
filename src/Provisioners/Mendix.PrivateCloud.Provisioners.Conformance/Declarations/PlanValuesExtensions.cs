using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Declarations;

/// <summary>Writes plans as somebody would, and varies them by one field.</summary>
public static class PlanValuesExtensions
{
    /// <summary>The plan with a parameter set; what was there under that name is replaced.</summary>
    /// <param name="plan">Stays as it is.</param>
    /// <param name="field">Wire name of the field.</param>
    /// <param name="value">Its value as it would stand in a StoragePlan.</param>
    public static PlanValues With(this PlanValues plan, string field, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var parameters = plan.Parameters.DeepClone().AsObject();
        parameters[field] = value;
        return plan with { Parameters = parameters };
    }

    /// <summary>The plan with a secret set; what was there under that name is replaced.</summary>
    /// <param name="plan">Stays as it is.</param>
    /// <param name="field">Wire name of the field, which is the key in the plan's Secret.</param>
    /// <param name="text">The secret.</param>
    public static PlanValues WithSecret(this PlanValues plan, string field, string text)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with { Secrets = new Dictionary<string, SecretValue>(plan.Secrets) { [field] = new(text) } };
    }

    /// <summary>The plan without a field, be it a parameter or a secret.</summary>
    /// <param name="plan">Stays as it is.</param>
    /// <param name="field">Wire name of the field.</param>
    public static PlanValues Without(this PlanValues plan, string field)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var parameters = plan.Parameters.DeepClone().AsObject();
        parameters.Remove(field);
        return new PlanValues(parameters, plan.Secrets.Where(secret => secret.Key != field).ToDictionary());
    }
}
