using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>An OpenAPI v3 schema as CustomResourceDefinitions hold it; the part that we generate and check.</summary>
public sealed class JsonSchema
{
    /// <summary>What the value means.</summary>
    public string? Description { get; set; }

    /// <summary><c>object</c>, <c>array</c>, <c>string</c>, <c>integer</c>, <c>number</c> or <c>boolean</c>.</summary>
    public string? Type { get; set; }

    /// <summary>A finer type, such as <c>int32</c>, <c>date-time</c>, or <c>password</c> for what must not be shown.</summary>
    public string? Format { get; set; }

    /// <summary>The value that the server fills in.</summary>
    public JsonElement? Default { get; set; }

    /// <summary>The allowed values.</summary>
    public List<string>? Enum { get; set; }

    /// <summary>The least allowed number.</summary>
    public long? Minimum { get; set; }

    /// <summary>The greatest allowed number.</summary>
    public long? Maximum { get; set; }

    /// <summary>A regular expression that a text must match.</summary>
    public string? Pattern { get; set; }

    /// <summary>Alternatives.</summary>
    public List<JsonSchema>? AnyOf { get; set; }

    /// <summary>Names of the fields that must be there.</summary>
    public List<string>? Required { get; set; }

    /// <summary>The fields of an object.</summary>
    public Dictionary<string, JsonSchema>? Properties { get; set; }

    /// <summary>The values of a map.</summary>
    public JsonSchema? AdditionalProperties { get; set; }

    /// <summary>The items of a list.</summary>
    public JsonSchema? Items { get; set; }

    /// <summary>Whether a number or a text is allowed.</summary>
    [JsonPropertyName("x-kubernetes-int-or-string")]
    public bool? IntOrString { get; set; }

    /// <summary>Whether fields that are not named here are kept.</summary>
    [JsonPropertyName("x-kubernetes-preserve-unknown-fields")]
    public bool? PreserveUnknownFields { get; set; }

    /// <summary><c>atomic</c>, <c>set</c> or <c>map</c>.</summary>
    [JsonPropertyName("x-kubernetes-list-type")]
    public string? ListType { get; set; }

    /// <summary>The fields that tell the items of a list map apart.</summary>
    [JsonPropertyName("x-kubernetes-list-map-keys")]
    public List<string>? ListMapKeys { get; set; }
}
