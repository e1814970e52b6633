using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Writes down an object type of a built-in API, one line for each field.</summary>
internal sealed class Definition(string name, string description)
{
    private readonly Dictionary<string, Schema> _properties = new(StringComparer.Ordinal);
    private readonly List<string> _required = [];
    private readonly List<ObjectRule> _rules = [];
    private Action<JsonObject>? _defaulter;
    private bool _atomic;

    public Schema Schema => new()
    {
        Type = SchemaType.Object,
        DefinitionName = name,
        Description = description,
        DefinitionDescription = description,
        Properties = _properties,
        Required = _required,
        AtomicMap = _atomic,
        Defaulter = _defaulter,
        ObjectRule = _rules.Count == 0 ? null : CheckRules,
    };

    public static implicit operator Schema(Definition definition) => definition.Schema;

    public Definition Field(string field, Schema schema, string meaning)
    {
        _properties.Add(field, schema with { Description = meaning });
        return this;
    }

    public Definition Required(string field, Schema schema, string meaning)
    {
        _required.Add(field);
        return Field(field, schema, meaning);
    }

    /// <summary>The fields of another type, in place.</summary>
    public Definition Include(Schema other)
    {
        foreach (var (field, schema) in other.Properties)
        {
            _properties.Add(field, schema);
        }

        return this;
    }

    /// <summary>apiVersion, kind and metadata.</summary>
    public Definition ObjectFields()
    {
        _properties.Add("apiVersion", ObjectMetaSchema.ApiVersion);
        _properties.Add("kind", ObjectMetaSchema.Kind);
        return Field("metadata", ObjectMetaSchema.Schema, "Name, labels and what the server knows about the object.");
    }

    /// <summary>The object is owned as a whole.</summary>
    public Definition AtomicMap()
    {
        _atomic = true;
        return this;
    }

    /// <summary>Defaults that depend on other fields.</summary>
    public Definition Defaults(Action<JsonObject> defaulter)
    {
        _defaulter += defaulter;
        return this;
    }

    public Definition Rule(ObjectRule rule)
    {
        _rules.Add(rule);
        return this;
    }

    private void CheckRules(string path, JsonObject value, JsonObject? old, ICollection<FieldError> errors) =>
        _rules.ForEach(rule => rule(path, value, old, errors));
}
