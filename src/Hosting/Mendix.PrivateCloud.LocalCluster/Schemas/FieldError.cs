using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>One thing wrong with one field, worded as Kubernetes words it.</summary>
/// <param name="Kind">The class of error.</param>
/// <param name="Field">The path of the field, e.g. <c>spec.containers[0].name</c>.</param>
/// <param name="Body">The message without the path, as a Status cause carries it.</param>
internal sealed record FieldError(FieldErrorReason Kind, string Field, string Body)
{
    /// <summary>The message with the path in front.</summary>
    public string Message => $"{Field}: {Body}";

    /// <summary>The reason of the cause in a Status, e.g. <c>FieldValueRequired</c>.</summary>
    public string Reason => "FieldValue" + Kind;

    public override string ToString() => Message;

    public static FieldError Required(string field, string detail = "") =>
        new(FieldErrorReason.Required, field, Compose("Required value", detail));

    public static FieldError Invalid(string field, JsonNode? value, string detail) =>
        new(FieldErrorReason.Invalid, field, Compose($"Invalid value: {Quote(value)}", detail));

    /// <summary>A kind whose present state must be named when it is replaced.</summary>
    public static FieldError VersionRequired { get; } = Invalid("metadata.resourceVersion", 0, "must be specified for an update");

    public static FieldError TypeInvalid(string field, string actualType, string expectedType) =>
        new(FieldErrorReason.TypeInvalid, field,
            $"Invalid value: \"{actualType}\": {BodyName(field)} must be of type {expectedType}: \"{actualType}\"");

    public static FieldError NotSupported(string field, JsonNode? value, IEnumerable<string> supported) =>
        new(FieldErrorReason.NotSupported, field,
            $"Unsupported value: {Quote(value)}: supported values: {string.Join(", ", supported.Select(Quote))}");

    public static FieldError UnsupportedDryRun(IEnumerable<string> values) =>
        NotSupported("dryRun", new JsonArray([.. values.Select(value => (JsonNode)value)]), ["All"]);

    public static FieldError Duplicate(string field, JsonNode? value) =>
        new(FieldErrorReason.Duplicate, field, $"Duplicate value: {Quote(value)}");

    public static FieldError Forbidden(string field, string detail) =>
        new(FieldErrorReason.Forbidden, field, Compose("Forbidden", detail));

    public static FieldError TooLong(string field, int maximum) =>
        new(FieldErrorReason.TooLong, field, $"Too long: may not be more than {maximum} {(maximum == 1 ? "byte" : "bytes")}");

    public static FieldError TooMany(string field, int actual, int maximum) =>
        new(FieldErrorReason.TooMany, field, $"Too many: {actual}: must have at most {maximum} {(maximum == 1 ? "item" : "items")}");

    /// <summary>The same, where only one field of an object was looked at: the message then names what is below it, and the path is whole.</summary>
    public FieldError Below(string field) => Field.StartsWith($"{field}.", StringComparison.Ordinal)
        ? this with { Body = Body.Replace(BodyName(Field), BodyName(Field[(field.Length + 1)..]), StringComparison.Ordinal) }
        : this;

    /// <summary>How schema messages name a field; the root has no name of its own.</summary>
    public static string BodyName(string field) => field.Length == 0 ? "in body" : $"{field} in body";

    private static string Compose(string head, string detail) => detail.Length == 0 ? head : $"{head}: {detail}";

    private static string Quote(JsonNode? value) => value?.ToJsonString(Json.Relaxed) ?? "null";

    private static string Quote(string value) => JsonSerializer.Serialize(value, Json.Relaxed);
}
