using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Schemas of what people write beside our kinds: metadata, Secrets and ConfigMaps. Other kinds are left to the server.</summary>
internal static class BuiltInSchemas
{
    /// <summary>Texts in base64, never shown.</summary>
    public const string Base64Format = "byte";

    /// <summary>Texts that are never shown.</summary>
    public const string PasswordFormat = "password";

    private static readonly JsonSchema Anything = new();
    private static readonly JsonSchema Text = new() { Type = "string" };
    private static readonly JsonSchema Flag = new() { Type = "boolean" };

    private static readonly JsonSchema Metadata = Object(new()
    {
        ["name"] = Text,
        ["generateName"] = Text,
        ["namespace"] = Text,
        ["labels"] = MapOf(Text),
        ["annotations"] = MapOf(Text),
        ["finalizers"] = new JsonSchema { Type = "array", Items = Text },
        ["ownerReferences"] = Anything,
        ["managedFields"] = Anything,
        ["uid"] = Text,
        ["resourceVersion"] = Text,
        ["generation"] = Anything,
        ["creationTimestamp"] = Anything,
        ["deletionTimestamp"] = Anything,
        ["deletionGracePeriodSeconds"] = Anything,
        ["selfLink"] = Text,
        ["clusterName"] = Text,
    });

    private static readonly JsonSchema Secret = Object(new()
    {
        ["type"] = Text,
        ["immutable"] = Flag,
        ["data"] = MapOf(new JsonSchema { Type = "string", Format = Base64Format }),
        ["stringData"] = MapOf(new JsonSchema { Type = "string", Format = PasswordFormat }),
    });

    private static readonly JsonSchema ConfigMap = Object(new()
    {
        ["immutable"] = Flag,
        ["data"] = MapOf(Text),
        ["binaryData"] = MapOf(new JsonSchema { Type = "string", Format = Base64Format }),
    });

    public static JsonSchema Find(string apiVersion, string kind) => (apiVersion, kind) switch
    {
        ("v1", "Secret") => Secret,
        ("v1", "ConfigMap") => ConfigMap,
        _ => Anything,
    };

    /// <summary>The schema of a whole object, its metadata included.</summary>
    public static JsonSchema WithMetadata(JsonSchema schema)
    {
        var properties = new Dictionary<string, JsonSchema>(schema.Properties ?? [])
        {
            ["apiVersion"] = Text,
            ["kind"] = Text,
            ["metadata"] = Metadata,
        };
        return new JsonSchema
        {
            Type = "object",
            Required = schema.Required,
            Properties = properties,
            PreserveUnknownFields = schema.PreserveUnknownFields,
            AdditionalProperties = schema.Properties is null ? Anything : null,
        };
    }

    private static JsonSchema Object(Dictionary<string, JsonSchema> properties) => new() { Type = "object", Properties = properties };

    private static JsonSchema MapOf(JsonSchema values) => new() { Type = "object", AdditionalProperties = values };
}
