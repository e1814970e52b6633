using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Reads the schema of a CustomResourceDefinition (<c>openAPIV3Schema</c>). Expects what <see cref="StructuralRules"/> accepts.</summary>
internal static class SchemaReader
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The schema of a whole custom resource: the declared one, with the apiVersion, kind and metadata that each object has.</summary>
    public static Schema ReadRoot(JsonObject source)
    {
        var declared = Read(source);
        return declared with { Type = SchemaType.Object, Properties = WithObjectFields(declared.Properties) };
    }

    public static Schema Read(JsonObject source)
    {
        var additional = source["additionalProperties"];
        var embedded = source.Boolean("x-kubernetes-embedded-resource");
        var properties = ReadProperties(source.Object("properties"));
        return new Schema
        {
            Type = ReadType(source.String("type")),
            Format = source.String("format"),
            Description = source.String("description"),
            Properties = embedded ? WithObjectFields(properties) : properties,
            AdditionalProperties = additional switch
            {
                JsonObject nested => Read(nested),
                JsonValue flag when flag.GetValueKind() == JsonValueKind.True => new Schema { PreserveUnknownFields = true },
                _ => null,
            },
            Items = source.Object("items") is { } items ? Read(items) : null,
            Required = Strings(source, "required"),
            Default = source["default"]?.DeepClone(),
            Nullable = source.Boolean("nullable"),
            IntOrString = source.Boolean("x-kubernetes-int-or-string"),
            PreserveUnknownFields = source.Boolean("x-kubernetes-preserve-unknown-fields"),
            EmbeddedResource = embedded,
            ListType = source.String("x-kubernetes-list-type") switch
            {
                "set" => ListType.Set,
                "map" => ListType.Map,
                _ => ListType.Atomic,
            },
            ListMapKeys = Strings(source, "x-kubernetes-list-map-keys"),
            AtomicMap = source.String("x-kubernetes-map-type") == "atomic",
            Rules = ReadRules(source),
        };
    }

    private static Dictionary<string, Schema> WithObjectFields(IReadOnlyDictionary<string, Schema> properties) =>
        new(properties, StringComparer.Ordinal)
        {
            ["apiVersion"] = ObjectMetaSchema.ApiVersion,
            ["kind"] = ObjectMetaSchema.Kind,
            ["metadata"] = ObjectMetaSchema.Schema,
        };

    private static SchemaType ReadType(string? type) => type switch
    {
        "object" => SchemaType.Object,
        "array" => SchemaType.Array,
        "string" => SchemaType.String,
        "integer" => SchemaType.Integer,
        "number" => SchemaType.Number,
        "boolean" => SchemaType.Boolean,
        _ => SchemaType.Any,
    };

    private static Dictionary<string, Schema> ReadProperties(JsonObject? source)
    {
        var properties = new Dictionary<string, Schema>(StringComparer.Ordinal);
        foreach (var (name, value) in source ?? [])
        {
            if (value is JsonObject nested)
            {
                properties[name] = Read(nested);
            }
        }

        return properties;
    }

    private static readonly string[] RuleKeywords =
    [
        "enum", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems", "maxItems",
        "minProperties", "maxProperties", "allOf", "anyOf", "oneOf", "not",
    ];

    private static ValueRules? ReadRules(JsonObject source)
    {
        if (!RuleKeywords.Any(source.ContainsKey))
        {
            return null;
        }

        var intOrString = source.Boolean("x-kubernetes-int-or-string");
        return new ValueRules
        {
            Enum = source.Array("enum")?.Select(choice => choice?.DeepClone()).ToList(),
            Minimum = Number(source, "minimum"),
            ExclusiveMinimum = source.Boolean("exclusiveMinimum"),
            Maximum = Number(source, "maximum"),
            ExclusiveMaximum = source.Boolean("exclusiveMaximum"),
            MultipleOf = Number(source, "multipleOf"),
            MinLength = (int?)source.Integer("minLength"),
            MaxLength = (int?)source.Integer("maxLength"),
            Pattern = source.String("pattern") is { Length: > 0 } pattern
                ? new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout)
                : null,
            MinItems = (int?)source.Integer("minItems"),
            MaxItems = (int?)source.Integer("maxItems"),
            MinProperties = (int?)source.Integer("minProperties"),
            MaxProperties = (int?)source.Integer("maxProperties"),
            AllOf = Schemas(source, "allOf"),
            // An int-or-string is commonly written with an anyOf that repeats what the extension says.
            AnyOf = intOrString ? [] : Schemas(source, "anyOf"),
            OneOf = Schemas(source, "oneOf"),
            Not = source.Object("not") is { } not ? Read(not) : null,
        };
    }

    private static decimal? Number(JsonObject source, string name) =>
        source[name] is JsonValue value && Json.TryDecimal(value, out var number) ? number : null;

    private static List<string> Strings(JsonObject source, string name) =>
        source.Array(name)?.Select(Json.AsString).OfType<string>().ToList() ?? [];

    private static List<Schema> Schemas(JsonObject source, string name) => source.Objects(name).Select(Read).ToList();
}
