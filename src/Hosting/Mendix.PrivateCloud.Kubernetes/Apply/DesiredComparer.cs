using System.Collections;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Whether an observed value holds a desired one: what is not desired does not matter, so defaults that the server added and fields
/// of other managers make no difference.
/// </summary>
/// <param name="exact">An absent value differs from an empty one, as in custom resources.</param>
internal sealed class DesiredComparer(bool exact)
{
    /// <summary>The path of the first difference, from this property on; <see langword="null"/> when there is none.</summary>
    public string? Find(TypeShape.Property property, object desired, object? observed)
    {
        if (property.IsExtensionData)
        {
            return FindInMap(property.Shape, (IDictionary)desired, observed as IDictionary);
        }

        return Find(property.Shape, property.Name, desired, observed) is { } rest ? Join(property.Name, rest) : null;
    }

    /// <returns>The path below this value; empty when the value itself differs.</returns>
    private string? Find(TypeShape shape, string name, object desired, object? observed)
    {
        if (observed is null)
        {
            return !exact && SemanticValue.IsEmpty(desired) && !ListKeys.IsMeaningfulWhenEmpty(name) ? null : "";
        }

        return shape.Kind switch
        {
            JsonTypeInfoKind.Object => FindInObject(shape, desired, observed),
            JsonTypeInfoKind.Dictionary => FindInMap(shape, (IDictionary)desired, (IDictionary)observed)
                ?? (IsReplacedWhole(name) && ((IDictionary)desired).Count != ((IDictionary)observed).Count ? "" : null),
            JsonTypeInfoKind.Enumerable => FindInList(shape, name, (IList)desired, (IList)observed),
            _ => SemanticValue.Holds(observed, desired) ? null : "",
        };
    }

    // Of these the server keeps one owner for all entries, so that one which is not desired any more cannot be told from the owned fields.
    private bool IsReplacedWhole(string map) => !exact && map is ("selector" or "nodeSelector");

    private string? FindInObject(TypeShape shape, object desired, object observed)
    {
        foreach (var property in shape.Properties)
        {
            if (property.Get(desired) is { } wanted && Find(property, wanted, property.Get(observed)) is { } path)
            {
                return path;
            }
        }

        return null;
    }

    private string? FindInMap(TypeShape shape, IDictionary desired, IDictionary? observed)
    {
        if (desired is Dictionary<string, string> texts && observed is Dictionary<string, string> observedTexts)
        {
            foreach (var (key, value) in texts)
            {
                if (!observedTexts.TryGetValue(key, out var actual) || actual != value)
                {
                    return $"[{key}]";
                }
            }

            return null;
        }

        foreach (DictionaryEntry entry in desired)
        {
            if (entry.Value is not null && Find(shape.Element, "", entry.Value, observed?[entry.Key]) is { } rest)
            {
                return Join($"[{entry.Key}]", rest);
            }
        }

        return null;
    }

    private string? FindInList(TypeShape shape, string name, IList desired, IList observed)
    {
        var keys = ListKeys.Of(name, shape.Element, exact);
        if (keys is null && desired.Count != observed.Count)
        {
            return "";
        }

        for (var i = 0; i < desired.Count; i++)
        {
            var wanted = desired[i];
            if (wanted is null)
            {
                continue;
            }

            var actual = keys is null ? observed[i] : keys.FindMatch(wanted, observed, i);
            if (Find(shape.Element, "", wanted, actual) is { } rest)
            {
                return Join($"[{keys?.Describe(wanted) ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture)}]", rest);
            }
        }

        return null;
    }

    private static string Join(string name, string rest) => rest.Length == 0 ? name : rest[0] == '[' ? name + rest : $"{name}.{rest}";
}
