using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>The words that the built-in schemas are written with.</summary>
internal static class Types
{
    public static readonly Schema Text = new() { Type = SchemaType.String };

    public static readonly Schema Flag = new() { Type = SchemaType.Boolean };

    public static readonly Schema Integer32 = new() { Type = SchemaType.Integer, Format = "int32" };

    public static readonly Schema Integer64 = new() { Type = SchemaType.Integer, Format = "int64" };

    public static readonly Schema Number = new() { Type = SchemaType.Number, Format = "double" };

    /// <summary>Base64.</summary>
    public static readonly Schema Bytes = new() { Type = SchemaType.String, Format = "byte" };

    public static readonly Schema Time = new()
    {
        Type = SchemaType.String,
        Format = "date-time",
        DefinitionName = "io.k8s.apimachinery.pkg.apis.meta.v1.Time",
        DefinitionDescription = "A moment, as RFC 3339 writes it.",
        Nullable = true,
    };

    public static readonly Schema MicroTime = Time with
    {
        DefinitionName = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime",
        DefinitionDescription = "A moment with microseconds, as RFC 3339 writes it.",
    };

    /// <summary>The OpenAPI form says string with format int-or-string; the extension is ours to validate with.</summary>
    public static readonly Schema IntOrString = new()
    {
        IntOrString = true,
        DefinitionName = "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
        DefinitionDescription = "A whole number, or a string such as a name or a percentage.",
    };

    /// <summary>A number is as good as a string: <c>cpu: 1</c> and <c>cpu: 500m</c>.</summary>
    public static readonly Schema Quantity = new()
    {
        Rules = new ValueRules
        {
            AnyOf = [new Schema { Type = SchemaType.String }, new Schema { Type = SchemaType.Number }],
        },
        DefinitionName = Schemas.QuantityFormat.DefinitionName,
        DefinitionDescription = "An amount with a unit suffix, e.g. 500m or 2Gi.",
    };

    public static readonly Schema TextMap = Map(Text);

    public static readonly Schema FreeObject = new() { Type = SchemaType.Object, PreserveUnknownFields = true };

    /// <summary>Any JSON value.</summary>
    public static readonly Schema Anything = new() { PreserveUnknownFields = true };

    public static Schema Map(Schema values) => new() { Type = SchemaType.Object, AdditionalProperties = values };

    /// <summary>A list that is replaced as a whole.</summary>
    public static Schema List(Schema items) => new() { Type = SchemaType.Array, Items = items };

    public static Schema SetList(Schema items) => List(items) with { ListType = ListType.Set };

    /// <summary>A list of objects that are told apart by their keys; the first is also the key of strategic merge patches.</summary>
    public static Schema MapList(Schema items, params string[] keys) => List(items) with
    {
        ListType = ListType.Map,
        ListMapKeys = keys,
        PatchStrategy = PatchStrategy.Merge,
        PatchMergeKey = keys[0],
    };

    public static Schema OneOf(params string[] choices) => Text with
    {
        Rules = new ValueRules { Enum = [.. choices.Select(choice => (JsonNode?)choice)] },
    };

    public static Schema WithDefault(this Schema schema, JsonNode value) => schema with { Default = value };
}
