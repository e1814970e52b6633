using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>One step of a field path.</summary>
/// <param name="Kind">What the step selects.</param>
/// <param name="Text">The field name, or the key fields or the value as canonical JSON.</param>
internal readonly record struct PathElement(PathElementKind Kind, string Text) : IComparable<PathElement>
{
    public static PathElement Field(string name) => new(PathElementKind.Field, name);

    /// <summary>How <c>fieldsV1</c> writes the step.</summary>
    public string Serialized => Kind switch
    {
        PathElementKind.Field => "f:" + Text,
        PathElementKind.Key => "k:" + Text,
        PathElementKind.Value => "v:" + Text,
        _ => "i:" + Text,
    };

    /// <summary>Reads a step; false for kinds that a later Kubernetes may invent.</summary>
    /// <exception cref="FormatException">The step is malformed.</exception>
    public static bool TryParse(string serialized, out PathElement element)
    {
        element = default;
        if (serialized.Length < 2 || serialized[1] != ':')
        {
            throw new FormatException($"'{serialized}' is not a step of a field path");
        }

        var text = serialized[2..];
        switch (serialized[0])
        {
            case 'f':
                element = Field(text);
                return true;
            case 'k':
                element = new PathElement(PathElementKind.Key, CanonicalKey((ParseJson(text) as JsonObject)!));
                return true;
            case 'v':
                element = new PathElement(PathElementKind.Value, Canonical(ParseJson(text)));
                return true;
            case 'i':
                element = new PathElement(PathElementKind.Index, text);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The step to an element of a set or a list map.</summary>
    /// <exception cref="FormatException">The element cannot be identified.</exception>
    public static PathElement OfListItem(Schema list, JsonNode? item) =>
        list.ListType == ListType.Set ? OfSetItem(item) : OfMapItem(list, item);

    public int CompareTo(PathElement other)
    {
        var kinds = Kind.CompareTo(other.Kind);
        return kinds != 0 ? kinds : Kind switch
        {
            PathElementKind.Field => string.CompareOrdinal(Text, other.Text),
            PathElementKind.Key => CompareKeys(other),
            PathElementKind.Index => int.Parse(Text, CultureInfo.InvariantCulture)
                .CompareTo(int.Parse(other.Text, CultureInfo.InvariantCulture)),
            _ => CompareScalars(ParseJson(Text), ParseJson(other.Text)),
        };
    }

    /// <summary>How messages write the step: <c>.name</c>, <c>[name="x"]</c>, <c>[="x"]</c>, <c>[0]</c>.</summary>
    public override string ToString() => Kind switch
    {
        PathElementKind.Field => "." + Text,
        PathElementKind.Key => $"[{string.Join(',', ((JsonObject)ParseJson(Text)!).Select(key => $"{key.Key}={Canonical(key.Value)}"))}]",
        PathElementKind.Value => $"[={Text}]",
        _ => $"[{Text}]",
    };

    private static PathElement OfSetItem(JsonNode? item) => item switch
    {
        JsonValue value => new PathElement(PathElementKind.Value, Canonical(value)),
        JsonObject => throw new FormatException("associative list without keys has an element that's a map type"),
        JsonArray => throw new FormatException("not supported: associative list with lists as elements"),
        _ => throw new FormatException("associative list without keys has an element that's an explicit null"),
    };

    private static PathElement OfMapItem(Schema list, JsonNode? item)
    {
        if (item is not JsonObject fields)
        {
            throw new FormatException($"associative list with keys may not have {(item is null ? "a null element" : "non-map elements")}");
        }

        var key = new StringBuilder("{");
        foreach (var name in list.ListMapKeys.Order(StringComparer.Ordinal))
        {
            var value = fields.TryGetPropertyValue(name, out var given) ? given : list.Items?.Child(name)?.Default;
            if (given is not null || value is not null)
            {
                Append(key, name, value);
            }
        }

        return key.Length > 1
            ? new PathElement(PathElementKind.Key, key.Append('}').ToString())
            : throw new FormatException("associative list with keys has an element that omits all key fields "
                + $"[{string.Join(' ', list.ListMapKeys.Select(name => $"\"{name}\""))}] (and doesn't have default values for any key fields)");
    }

    private static string CanonicalKey(JsonObject fields)
    {
        var key = new StringBuilder("{");
        foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            Append(key, name, value);
        }

        return key.Append('}').ToString();
    }

    private static void Append(StringBuilder key, string name, JsonNode? value) =>
        key.Append(key.Length > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(Canonical(value));

    private static string Canonical(JsonNode? value) => value switch
    {
        JsonValue scalar when Json.TryInteger(scalar, out var number) => number.ToString(CultureInfo.InvariantCulture),
        null => "null",
        _ => value.ToJsonString(Json.Relaxed),
    };

    private int CompareKeys(PathElement other)
    {
        // Sorting must not parse: the canonical texts compare like their values, unless they differ within a number.
        var same = Text.AsSpan().CommonPrefixLength(other.Text);
        if (!EndsWithinNumber(Text.AsSpan(0, same)))
        {
            return string.CompareOrdinal(Text, other.Text);
        }

        var (mine, theirs) = ((JsonObject)ParseJson(Text)!, (JsonObject)ParseJson(other.Text)!);
        foreach (var (left, right) in mine.Zip(theirs))
        {
            var order = string.CompareOrdinal(left.Key, right.Key);
            order = order != 0 ? order : CompareScalars(left.Value, right.Value);
            if (order != 0)
            {
                return order;
            }
        }

        return mine.Count.CompareTo(theirs.Count);
    }

    private static bool EndsWithinNumber(ReadOnlySpan<char> text) => text.TrimEnd("-0123456789.eE+").EndsWith("\":");

    private static int CompareScalars(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (JsonValue l, JsonValue r) when Json.TryDecimal(l, out var a) && Json.TryDecimal(r, out var b) => a.CompareTo(b),
        _ when Json.Kind(left) != Json.Kind(right) => Rank(left).CompareTo(Rank(right)),
        _ => string.CompareOrdinal(Json.AsString(left) ?? Canonical(left), Json.AsString(right) ?? Canonical(right)),
    };

    private static int Rank(JsonNode? value) => Json.Kind(value) switch
    {
        JsonValueKind.Number => 0,
        JsonValueKind.String => 1,
        JsonValueKind.True or JsonValueKind.False => 2,
        _ => 3,
    };

    private static JsonNode? ParseJson(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException problem)
        {
            throw new FormatException($"'{text}' is not JSON: {problem.Message}", problem);
        }
    }
}
