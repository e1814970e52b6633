using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Walks the tree of owned fields (<c>fieldsV1</c>) beside the desired object. In it, <c>f:</c> stands before a field's name, <c>k:</c>
/// before the keys of a list's item, <c>v:</c> before a value of a set; <c>.</c> is the thing itself.
/// </summary>
internal static class AbandonedFields
{
    /// <param name="shape">The shape of the whole object.</param>
    /// <param name="desired">The whole object.</param>
    /// <param name="owned">The owned fields from the root.</param>
    /// <param name="subresource"><c>status</c> looks at the status only, <see langword="null"/> at everything else.</param>
    public static string? Find(TypeShape shape, object desired, JsonElement owned, string? subresource)
    {
        foreach (var property in owned.EnumerateObject())
        {
            if (property.NameEquals("f:status"u8) == (subresource == "status") && FindBelow(shape, desired, property) is { } path)
            {
                return path;
            }
        }

        return null;
    }

    private static string? FindBelow(TypeShape shape, object desired, JsonProperty owned)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(owned);
        if (name.SequenceEqual("."u8))
        {
            return null;
        }

        if (name.StartsWith("f:"u8))
        {
            return shape.Kind == JsonTypeInfoKind.Dictionary ? InMap(shape, desired, owned) : InObject(shape, desired, owned, name[2..]);
        }

        if (name.StartsWith("k:"u8))
        {
            return InList(shape, desired, owned);
        }

        return name.StartsWith("v:"u8) ? InSet(desired, owned) : null;
    }

    private static string? InObject(TypeShape shape, object desired, JsonProperty owned, ReadOnlySpan<byte> name)
    {
        // A field that the type does not know can only have been kept, never set, by us.
        var property = shape.Kind == JsonTypeInfoKind.Object ? shape.Find(name) : null;
        if (property is null)
        {
            return shape.Kind == JsonTypeInfoKind.Object && !HasExtension(shape, desired, owned.Name[2..]) ? owned.Name[2..] : null;
        }

        return property.Get(desired) is { } value ? Join(property.Name, Below(property.Shape, value, owned.Value)) : property.Name;
    }

    private static bool HasExtension(TypeShape shape, object desired, string name)
    {
        var extension = Array.Find(shape.Properties, property => property.IsExtensionData);
        return extension?.Get(desired) is IDictionary map && map.Contains(name);
    }

    private static string? InMap(TypeShape shape, object desired, JsonProperty owned)
    {
        var key = owned.Name[2..];
        return ((IDictionary)desired)[key] is { } value ? Join($"[{key}]", Below(shape.Element, value, owned.Value)) : $"[{key}]";
    }

    private static string? InList(TypeShape shape, object desired, JsonProperty owned)
    {
        if (shape.Kind != JsonTypeInfoKind.Enumerable)
        {
            return null;
        }

        var keys = Encoding.UTF8.GetBytes(owned.Name[2..]);
        foreach (var item in (IList)desired)
        {
            if (item is not null && HasKeys(shape.Element, item, keys))
            {
                return Join($"[{owned.Name[2..]}]", Below(shape.Element, item, owned.Value));
            }
        }

        return $"[{owned.Name[2..]}]";
    }

    private static string? InSet(object desired, JsonProperty owned)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(owned.Name[2..]));
        reader.Read();
        return reader.TokenType == JsonTokenType.String && desired is List<string> items && !items.Contains(reader.GetString()!) ? $"[{reader.GetString()}]" : null;
    }

    private static bool HasKeys(TypeShape shape, object item, ReadOnlySpan<byte> keys)
    {
        var reader = new Utf8JsonReader(keys);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = shape.Find(reader.ValueSpan);
            reader.Read();
            var actual = property?.Get(item);
            var matches = reader.TokenType switch
            {
                JsonTokenType.String => actual is null ? reader.ValueTextEquals("TCP"u8) && property?.Name == "protocol" : reader.ValueTextEquals(actual.ToString()),
                JsonTokenType.Number => actual is not null && Convert.ToInt64(actual, null) == reader.GetInt64(),
                _ => false,
            };
            if (!matches)
            {
                return false;
            }
        }

        return true;
    }

    private static string? Below(TypeShape shape, object desired, JsonElement owned)
    {
        foreach (var property in owned.EnumerateObject())
        {
            if (FindBelow(shape, desired, property) is { } path)
            {
                return path;
            }
        }

        return null;
    }

    private static string? Join(string name, string? rest) => rest is null ? null : rest.StartsWith('[') ? name + rest : $"{name}.{rest}";
}
