using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>
/// One node of a structural schema: the shape of a value, its defaults and rules, and how Kubernetes merges it.
/// Built-in kinds and custom resources are described alike, so that every write takes one way.
/// </summary>
internal sealed record Schema
{
    public SchemaType Type { get; init; }

    public string? Format { get; init; }

    public string? Description { get; init; }

    /// <summary>The name under which OpenAPI publishes this node, e.g. <c>io.k8s.api.core.v1.Pod</c>; null if it is inlined.</summary>
    public string? DefinitionName { get; init; }

    /// <summary>What the definition is, where <see cref="Description"/> says what the field is for.</summary>
    public string? DefinitionDescription { get; init; }

    /// <summary>Known fields of an object.</summary>
    public IReadOnlyDictionary<string, Schema> Properties
    {
        get;
        init
        {
            field = value;
            // A copy made by "with" brings the list of the original along.
            _defaultedProperties = null;
        }
    } = NoProperties;

    /// <summary>Those of <see cref="Properties"/> that have a default.</summary>
    public IReadOnlyList<KeyValuePair<string, Schema>> DefaultedProperties =>
        _defaultedProperties ??= [.. Properties.Where(property => property.Value.Default is not null)];

    /// <summary>The values of a map with free keys; null if only <see cref="Properties"/> are allowed.</summary>
    public Schema? AdditionalProperties { get; init; }

    public Schema? Items { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public JsonNode? Default { get; init; }

    public bool Nullable { get; init; }

    /// <summary>An integer or a string (<c>x-kubernetes-int-or-string</c>).</summary>
    public bool IntOrString { get; init; }

    /// <summary>Unknown fields are kept (<c>x-kubernetes-preserve-unknown-fields</c>).</summary>
    public bool PreserveUnknownFields { get; init; }

    /// <summary>A whole Kubernetes object is nested here: its apiVersion, kind and metadata are always known.</summary>
    public bool EmbeddedResource { get; init; }

    public ListType ListType { get; init; }

    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    /// <summary>The object is one value for field ownership (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool AtomicMap { get; init; }

    public PatchStrategy PatchStrategy { get; init; }

    public string? PatchMergeKey { get; init; }

    /// <summary>Rules on the value beyond its type; null if there are none.</summary>
    public ValueRules? Rules { get; init; }

    /// <summary>Defaults that depend on other fields of the object, run after the plain defaults.</summary>
    public Action<JsonObject>? Defaulter { get; init; }

    /// <summary>Rules between fields of one object and between its old and new state.</summary>
    public ObjectRule? ObjectRule { get; init; }

    private static readonly Dictionary<string, Schema> NoProperties = [];

    private KeyValuePair<string, Schema>[]? _defaultedProperties;

    // Schemas may refer to themselves; comparing or printing them by value would not end.
    public bool Equals(Schema? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => DefinitionName ?? Type.ToString();

    /// <summary>The schema of a field or map entry; null if the field is not known.</summary>
    public Schema? Child(string name) => Properties.TryGetValue(name, out var child) ? child : AdditionalProperties;

    /// <summary>Fills in missing values, in place.</summary>
    public void ApplyDefaults(JsonObject value) => SchemaDefaulter.Apply(this, value);

    /// <summary>Removes fields that the schema does not know, in place.</summary>
    public void Prune(JsonObject value) => UnknownFields.Remove(this, value);

    /// <summary>The paths of fields that the schema does not know, worded as strict decoding words them.</summary>
    public IReadOnlyList<string> FindUnknownFields(JsonObject value) => UnknownFields.Find(this, value);

    /// <summary>Every violation in the new object. The old one, if any, is what immutable fields are compared with.</summary>
    public IReadOnlyList<FieldError> Validate(JsonObject value, JsonObject? old) => SchemaValidator.Validate(this, value, old);
}
