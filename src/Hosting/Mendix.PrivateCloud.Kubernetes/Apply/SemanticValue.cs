using System.Collections;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Equality of single values as the API server means it.</summary>
internal static class SemanticValue
{
    public static bool Holds(object observed, object desired) => (observed, desired) switch
    {
        (string mine, string theirs) => string.Equals(mine, theirs, StringComparison.Ordinal),
        (byte[] mine, byte[] theirs) => mine.AsSpan().SequenceEqual(theirs),
        (JsonElement mine, JsonElement theirs) => Holds(mine, theirs),
        // The server keeps whole seconds.
        (DateTimeOffset mine, DateTimeOffset theirs) => mine.ToUnixTimeSeconds() == theirs.ToUnixTimeSeconds(),
        // Quantities among them: 1000m is 1.
        _ => observed.Equals(desired),
    };

    /// <summary>What a Go structure leaves out when it is written.</summary>
    public static bool IsEmpty(object value) => value switch
    {
        string text => text.Length == 0,
        bool flag => !flag,
        int number => number == 0,
        long number => number == 0,
        ICollection collection => collection.Count == 0,
        IntOrString => false,
        Quantity => false,
        _ => TypeIsEmptyObject(value),
    };

    private static bool Holds(JsonElement observed, JsonElement desired)
    {
        if (desired.ValueKind != JsonValueKind.Object || observed.ValueKind != JsonValueKind.Object)
        {
            return JsonElement.DeepEquals(observed, desired);
        }

        foreach (var property in desired.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null
                && !(observed.TryGetProperty(property.Name, out var actual) && Holds(actual, property.Value)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TypeIsEmptyObject(object value) => value is not (DateTimeOffset or JsonElement or double or SensitiveString or Enum) && value.GetType().IsClass
        && Array.TrueForAll(value.GetType().GetProperties(), property => property.GetValue(value) is null);
}
