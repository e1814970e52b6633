using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>Unknown and duplicate fields: refused, warned of or ignored, as the client asked by <c>fieldValidation</c>.</summary>
internal static class FieldChecks
{
    public static IReadOnlyList<string> Check(ResourceType type, JsonObject value, WriteOptions options) =>
        options.FieldValidation == FieldValidation.Ignore
            ? []
            : Report(type, [.. options.DuplicateFields, .. type.FindUnknownFields(value)], options);

    /// <summary>The findings as warnings, if the client wants to hear them.</summary>
    public static IReadOnlyList<string> Report(ResourceType type, IReadOnlyList<string> found, WriteOptions options)
    {
        if (options.FieldValidation == FieldValidation.Ignore)
        {
            return [];
        }

        if (found.Count > 0 && options.FieldValidation == FieldValidation.Strict)
        {
            throw Failures.BadRequest(
                $"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: strict decoding error: {string.Join(", ", found)}");
        }

        return found;
    }

    /// <summary>Refuses a body in which a value of a built-in kind has the wrong type.</summary>
    public static void Decode(ResourceType type, JsonObject body)
    {
        if (type.FindDecodingError(body) is { } error)
        {
            throw Failures.BadRequest($"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: {error}");
        }
    }

    public static void Validate(ResourceType type, JsonObject value, JsonObject? old, string? subresource = null)
    {
        if (type.Validate(value, old) is { Count: > 0 } errors)
        {
            throw Failures.Invalid(
                type, value["metadata"].String("name") ?? "", subresource == Subresources.Status ? [.. errors.Select(error => error.Below(Subresources.Status))] : errors);
        }
    }
}
