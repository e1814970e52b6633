using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Reads a list from UTF-8, item by item.</summary>
internal static class ListReader
{
    /// <summary>Gets the JSON of one item.</summary>
    public delegate void ItemHandler<in TState>(ReadOnlySpan<byte> item, TState state);

    public static ResourceList<T> Read<T>(ApiRequest request, ReadOnlySpan<byte> json)
        where T : class, IKubernetesObject<T>
    {
        var items = new List<T>();
        var metadata = ReadItems(request, json, static (item, state) => state.items.Add(ObjectReader.Read<T>(state.request, item)), (items, request));
        return new ResourceList<T>(items, metadata.ResourceVersion, string.IsNullOrEmpty(metadata.Continue) ? null : metadata.Continue);
    }

    public static ListMeta ReadItems<TState>(ApiRequest request, ReadOnlySpan<byte> json, ItemHandler<TState> handle, TState state)
    {
        try
        {
            return ReadItems(json, handle, state);
        }
        catch (JsonException exception)
        {
            throw ObjectReader.Unreadable(request, exception);
        }
    }

    private static ListMeta ReadItems<TState>(ReadOnlySpan<byte> json, ItemHandler<TState> handle, TState state)
    {
        var metadata = new ListMeta();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                metadata = JsonSerializer.Deserialize(ref reader, KubernetesJson.Default.ListMeta) ?? metadata;
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                reader.Read();
                ReadArray(ref reader, json, handle, state);
            }
            else
            {
                reader.Skip();
            }
        }

        return metadata;
    }

    private static void ReadArray<TState>(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ItemHandler<TState> handle, TState state)
    {
        // Go writes an empty list as null at times.
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            handle(json[start..(int)reader.BytesConsumed], state);
        }
    }
}
