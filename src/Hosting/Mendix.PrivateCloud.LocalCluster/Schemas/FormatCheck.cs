using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The formats that Kubernetes checks and that occur in practice; others are documentation only.</summary>
internal static class FormatCheck
{
    public static void Check(string? format, JsonNode? value, string path, ICollection<FieldError> errors)
    {
        if (format is null || value is not JsonValue scalar || IsValid(format, scalar))
        {
            return;
        }

        errors.Add(FieldError.Invalid(path, value,
            $"{FieldError.BodyName(path)} must be of type {format}: {value.ToJsonString(Json.Relaxed)}"));
    }

    private static bool IsValid(string format, JsonValue value) => (format, value.GetValueKind()) switch
    {
        ("date-time", JsonValueKind.String) => IsTimestamp(value.GetValue<string>()),
        ("byte", JsonValueKind.String) => Base64.IsValid(value.GetValue<string>()),
        ("int32", JsonValueKind.Number) => Json.TryInteger(value, out var number) && number is >= int.MinValue and <= int.MaxValue,
        ("int64", JsonValueKind.Number) => Json.TryInteger(value, out _),
        _ => true,
    };

    private static bool IsTimestamp(string text) =>
        text.Length >= 20
        && text[10] is 'T' or 't'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);
}
