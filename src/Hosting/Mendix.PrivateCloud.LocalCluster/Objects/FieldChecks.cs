using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>Unknown and duplicate fields: refused, warned of or ignored, as the client asked by <c>fieldValidation</c>.</summary>
internal static class FieldChecks
{
    public static IReadOnlyList<string> Check(ResourceType type, JsonObject value, WriteOptions options)
    {
        if (options.FieldValidation == FieldValidation.Ignore)
        {
            return [];
        }

        IReadOnlyList<string> found = [.. options.DuplicateFields, .. type.FindUnknownFields(value)];
        if (found.Count > 0 && options.FieldValidation == FieldValidation.Strict)
        {
            throw Failures.BadRequest(
                $"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: strict decoding error: {string.Join(", ", found)}");
        }

        return found;
    }

    public static void Validate(ResourceType type, JsonObject value, JsonObject? old)
    {
        if (type.Validate(value, old) is { Count: > 0 } errors)
        {
            throw Failures.Invalid(type, value["metadata"].String("name") ?? "", errors);
        }
    }
}
