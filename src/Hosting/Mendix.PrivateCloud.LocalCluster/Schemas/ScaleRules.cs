using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The replicas that a scale subresource speaks of are checked beside the schema, which may say nothing about them.</summary>
internal static class ScaleRules
{
    public static void Check(ScaleSubresource scale, JsonObject value, ICollection<FieldError> errors)
    {
        var path = "." + string.Join('.', scale.SpecReplicas);
        if (value.At([.. scale.SpecReplicas]) is not { } replicas)
        {
            return;
        }

        if (replicas is not JsonValue scalar || !Json.TryInteger(scalar, out var number))
        {
            errors.Add(FieldError.Invalid(
                path, 0, $"{path} accessor error: {GoText.Plain(replicas)} is of the type {GoText.GoType(replicas)}, expected int64"));
        }
        else if (number < 0)
        {
            errors.Add(FieldError.Invalid(path, number, "should be a non-negative integer"));
        }
        else if (number > int.MaxValue)
        {
            errors.Add(FieldError.Invalid(path, number, $"should be less than or equal to {int.MaxValue}"));
        }
    }
}
