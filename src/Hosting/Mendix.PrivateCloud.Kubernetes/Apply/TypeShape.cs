using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// How a type looks in JSON, from its generated serializer: so objects are compared field by field as the server sees them, without
/// being written out first.
/// </summary>
internal sealed class TypeShape
{
    private static readonly ConcurrentDictionary<(JsonSerializerOptions Options, Type Type), TypeShape> Known = new();

    private readonly JsonTypeInfo _info;
    private Property[]? _properties;
    private TypeShape? _element;

    private TypeShape(JsonTypeInfo info) => _info = info;

    public JsonTypeInfoKind Kind => _info.Kind;

    /// <summary>The fields of an object; built at first use, since types may hold themselves.</summary>
    public Property[] Properties => _properties ??= [.. _info.Properties.Where(property => property.Get is not null).Select(property => new Property(property, _info.Options))];

    /// <summary>The shape of a list's items or a map's values.</summary>
    public TypeShape Element => _element ??= Of(_info.Options, _info.ElementType!);

    public static TypeShape Of(JsonTypeInfo info) => Known.GetOrAdd((info.Options, info.Type), static (_, state) => new TypeShape(state), info);

    private static TypeShape Of(JsonSerializerOptions options, Type type) =>
        Known.TryGetValue((options, type), out var shape) ? shape : Of(options.GetTypeInfo(type));

    public Property? Find(ReadOnlySpan<byte> name)
    {
        foreach (var property in Properties)
        {
            if (property.Utf8Name.AsSpan().SequenceEqual(name))
            {
                return property;
            }
        }

        return null;
    }

    public sealed class Property(JsonPropertyInfo info, JsonSerializerOptions options)
    {
        private TypeShape? _shape;

        public string Name { get; } = info.Name;

        public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(info.Name);

        /// <summary>The fields that the type does not name stand here.</summary>
        public bool IsExtensionData { get; } = info.IsExtensionData;

        public Func<object, object?> Get { get; } = info.Get!;

        public TypeShape Shape => _shape ??= Of(options, Nullable.GetUnderlyingType(info.PropertyType) ?? info.PropertyType);
    }
}
